import { partsOf } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { DeletionReason } from '../../state/Deletions';
import { type Deletion, notDeleted } from '../Deletion';
import { mapConcurrently } from '../mapConcurrently';
import type { SyncContext } from '../SyncContext';
import { deleteSentApplications } from './deleteSentApplications';
import { shownJobs } from './shownJobs';

export interface RemovedApplications {
	/** What LinkedIn had held. */
	deletions: Deletion[];
	rejections: Rejection[];
	/** Those that SmartRecruiters has after all, which is a proof against a deletion. */
	stillThere: string[];
}

/**
 * Deletes applications of which something says that they are gone; each by our own id. SmartRecruiters is asked first: one
 * that it still shows stays, and of a candidate who cannot be read nothing is deleted for now.
 */
export async function removeApplications(
	context: SyncContext,
	applicationIds: readonly string[],
	reason: DeletionReason,
): Promise<RemovedApplications> {
	const ids = [...new Set(applicationIds)];
	const candidateIds = [...new Set(ids.map((id) => partsOf(id).candidateId))];
	const read = await mapConcurrently(candidateIds, DETAIL_CONCURRENCY, async (id) => ({
		id,
		jobs: await shownJobs(context, id),
	}));
	const shown = new Map(read.map(({ id, jobs }) => [id, jobs]));
	const result: RemovedApplications = { deletions: [], rejections: [], stillThere: [] };
	const gone: string[] = [];
	for (const id of ids) {
		const { candidateId, jobId } = partsOf(id);
		const jobs = shown.get(candidateId);
		if (jobs && 'code' in jobs)
			result.rejections.push(notDeleted('application', id, reason, jobs.detail ?? '', jobs));
		else if (jobs?.has(jobId)) result.stillThere.push(id);
		else gone.push(id);
	}
	const removal = await deleteSentApplications(context, gone, reason);
	result.deletions.push(...removal.deletions.filter(({ found }) => found));
	result.rejections.push(...removal.rejections);
	return result;
}
