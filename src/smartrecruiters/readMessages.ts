import { HttpStatusError } from '../errors/HttpStatusError';
import { RecordRefusedError } from '../errors/RecordRefusedError';
import type { Schema } from '../http/Schema';
import { readList, type WholeList } from './readList';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** Not found is a 400 here (SmartRecruiters reference §7.2). */
const CANDIDATE_NOT_FOUND = 'CANDIDATE_NOT_FOUND';
/** Any other 403 is about the role of this credential, which sees no notes at all. */
const NO_ACCESS = 'NO_ACCESS_TO_CANDIDATE';

/**
 * All notes on a candidate (§7.2): a bare array whose next page is told in the `Link` header, or a wrapped one. Only
 * credentials of an administrator may read them.
 *
 * @returns `undefined` when the candidate is not visible now
 * @throws RecordRefusedError when this candidate is refused; HttpStatusError 403 without the administrator's role
 */
export async function readMessages<T>(
	api: SmartRecruitersApi,
	candidateId: string,
	schema: Schema<T>,
): Promise<WholeList<T> | undefined> {
	try {
		return await readList(api, {
			kind: 'note',
			path: '/messages',
			endpoint: '/messages',
			schema,
			ownerId: candidateId,
			query: { candidateId, limit: 100 },
			absentOn: [404],
		});
	} catch (error) {
		if (!(error instanceof HttpStatusError)) throw error;
		const { status, code } = error;
		if (code === CANDIDATE_NOT_FOUND) return undefined;
		if (status === 410 || code === NO_ACCESS)
			throw new RecordRefusedError('SmartRecruiters', error.endpoint, status, {
				kind: 'note',
				recordId: candidateId,
			});
		throw error;
	}
}
