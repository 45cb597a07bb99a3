import { deleteApplications } from '../../linkedin/applications';
import type { Rejection } from '../../mapping/Rejection';
import { getCandidate } from '../../smartrecruiters/candidates';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { DeletionReason } from '../../state/Deletions';
import { type Deletion, notDeleted, toRemoval } from '../Deletion';
import { mapConcurrently } from '../mapConcurrently';
import type { SyncContext } from '../SyncContext';
import { errorToRejection } from '../toRejection';
import { jobIdsOf } from './jobIdsOf';

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
	const candidateIds = [...new Set(ids.map((id) => candidateOf(id)))];
	const read = await mapConcurrently(
		candidateIds,
		DETAIL_CONCURRENCY,
		async (id) => [id, await shownJobs(context, id)] as const,
	);
	const shown = new Map(read);
	const result: RemovedApplications = { deletions: [], rejections: [], stillThere: [] };
	const gone: string[] = [];
	for (const id of ids) {
		const candidateId = candidateOf(id);
		const jobs = shown.get(candidateId);
		if (jobs && 'code' in jobs)
			result.rejections.push(notDeleted('application', id, reason, jobs.detail ?? '', jobs));
		else if (jobs?.has(id.slice(candidateId.length + 1))) result.stillThere.push(id);
		else gone.push(id);
	}
	const statuses = await deleteApplications(context.linkedIn, gone);
	const removal = toRemoval('application', statuses, reason, context.effects.now());
	result.deletions.push(...removal.deletions.filter(({ found }) => found));
	result.rejections.push(...removal.rejections);
	return result;
}

const candidateOf = (applicationId: string): string => applicationId.split('_')[0] ?? '';

/** To which jobs SmartRecruiters says that a candidate applied; or why nobody can tell. */
async function shownJobs(
	{ smartRecruiters }: SyncContext,
	candidateId: string,
): Promise<ReadonlySet<string> | Pick<Rejection, 'code' | 'detail'>> {
	try {
		const details = await getCandidate(smartRecruiters, candidateId);
		if (details?.id !== candidateId) return new Set();
		const [field] = details.unreadable;
		if (field !== undefined) return { code: 'UNREADABLE', detail: `field ${field}` };
		return new Set(jobIdsOf(details));
	} catch (error) {
		const { code, detail } = errorToRejection('candidate', candidateId, error);
		return { code, ...(detail !== undefined && { detail }) };
	}
}
