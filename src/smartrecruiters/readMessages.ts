import { HttpStatusError } from '../errors/HttpStatusError';
import type { Schema } from '../http/Schema';
import { faultOfRecord } from './faultOfRecord';
import { readList, type WholeList } from './readList';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const ENDPOINT = '/messages';
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
		const notes = await readList(api, {
			kind: 'note',
			path: ENDPOINT,
			endpoint: ENDPOINT,
			schema,
			ownerId: candidateId,
			query: { candidateId, limit: 100 },
			absentOn: [404],
		});
		api.failing.delete(ENDPOINT);
		return notes;
	} catch (error) {
		const refused = error instanceof HttpStatusError ? error : undefined;
		if (refused?.code === CANDIDATE_NOT_FOUND) return undefined;
		if (refused?.status === 403 && refused.code !== NO_ACCESS) throw error;
		const record = { kind: 'note', recordId: candidateId };
		throw (await faultOfRecord(api, record, ENDPOINT, error)) ?? error;
	}
}
