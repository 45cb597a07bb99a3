import { PauseSignal } from '../../errors/PauseSignal';
import { deleteApplicationBatches } from '../../linkedin/applications';
import { deleteCandidates } from '../../linkedin/candidates';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { DeletionReason } from '../../state/Deletions';
import { notDeleted, type Removal, toRemoval } from '../Deletion';
import type { SyncContext } from '../SyncContext';

/** So many applications are deleted before work may rest: what LinkedIn takes in one minute. */
export const MOST_AT_ONCE = 10_000;

export interface PartOfPerson {
	removal: Removal;
	/** How many applications were tried. */
	tried: number;
	/** Where to go on; absent when the person is gone, or when LinkedIn did not confirm that. */
	afterJobId?: string;
}

/**
 * Deletes one person of whom nobody knows any more to which jobs they applied: an application to every job, in the order
 * of the jobs' ids, then the candidate. Of applications, only those are told that LinkedIn had held.
 *
 * @param afterJobId where an earlier part ended; empty at the beginning
 * @param most how many applications to try before resting
 * @throws PauseSignal before anything is done
 */
export async function removeWithAllJobs(
	{ linkedIn, effects, sharing, sent }: SyncContext,
	candidateId: string,
	afterJobId: string,
	reason: DeletionReason,
	most: number,
): Promise<PartOfPerson> {
	const left = (await sharing.allJobIds()).filter((id) => id > afterJobId);
	const jobs = left.slice(0, most);
	const removal: Removal = { deletions: [], rejections: [] };
	const keys = jobs.map((jobId) => applicationId(candidateId, jobId));
	const beganAtMs = effects.now();
	let tried = 0;
	const reached = (): string => jobs[tried - 1] ?? afterJobId;
	try {
		for await (const statuses of deleteApplicationBatches(linkedIn, keys)) {
			const { deletions, rejections } = toRemoval('application', statuses, reason, effects.now());
			removal.deletions.push(...deletions.filter(({ found }) => found));
			if (rejections.length > 0) {
				const known = { code: 'NOT_DELETED' as const, afterJobId: reached() };
				const person = notDeleted('candidate', candidateId, reason, 'its applications', known);
				removal.rejections.push(...rejections, person);
				return { removal, tried: tried + statuses.size };
			}
			tried += statuses.size;
		}
		if (jobs.length < left.length) return { removal, tried, afterJobId: reached() };
		const statuses = await deleteCandidates(linkedIn, [candidateId]);
		const own = toRemoval('candidate', statuses, reason, effects.now());
		if (own.deletions.length > 0) sent.peopleGone([candidateId], beganAtMs);
		removal.deletions.push(...own.deletions);
		removal.rejections.push(...own.rejections);
		return { removal, tried };
	} catch (error) {
		// What was done so far counts: else a limit that comes every time would end every run at the same place.
		if (!(error instanceof PauseSignal) || tried === 0) throw error;
		return { removal, tried, afterJobId: reached() };
	}
}
