import type { Rejection } from '../../mapping/Rejection';
import { getCandidate } from '../../smartrecruiters/candidates';
import type { SyncContext } from '../SyncContext';
import { errorToRejection } from '../toRejection';
import { jobIdsOf } from './jobIdsOf';

/**
 * To which jobs SmartRecruiters says, at this moment, that a candidate applied; or why nobody can tell.
 *
 * @returns `undefined` when SmartRecruiters does not show the candidate
 */
export async function shownJobs(
	{ smartRecruiters }: Pick<SyncContext, 'smartRecruiters'>,
	candidateId: string,
): Promise<ReadonlySet<string> | Pick<Rejection, 'code' | 'detail'> | undefined> {
	try {
		const details = await getCandidate(smartRecruiters, candidateId);
		// A merged candidate's id may lead to who is left of the two.
		if (details?.id !== candidateId) return undefined;
		const [field] = details.unreadable;
		if (field !== undefined) return { code: 'UNREADABLE', detail: `field ${field}` };
		return new Set(jobIdsOf(details));
	} catch (error) {
		const { code, detail } = errorToRejection('candidate', candidateId, error);
		return { code, ...(detail !== undefined && { detail }) };
	}
}
