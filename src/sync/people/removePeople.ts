import { deleteApplications } from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { deleteCandidates, getCandidates } from '../../linkedin/candidates';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { type Deletion, type Removal, toRemoval } from '../Deletion';
import type { SyncContext } from '../SyncContext';

export interface ToRemove {
	candidateId: string;
	/** To which jobs they applied; absent when nobody knows any more. */
	jobIds?: readonly string[];
}

/**
 * Deletes people with all their applications. LinkedIn lists no applications of a candidate, and SmartRecruiters knows
 * nothing of who is gone: then an application to every job is deleted, which is none for most. Applications go first,
 * so that a repetition finds the candidate as long as anything may be left.
 */
export async function removePeople(
	context: SyncContext,
	people: readonly ToRemove[],
	reason: string,
): Promise<Removal> {
	const removal: Removal = { deletions: [], rejections: [] };
	const add = ({ deletions, rejections }: Removal, which: (one: Deletion) => boolean): void => {
		removal.deletions.push(...deletions.filter(which));
		removal.rejections.push(...rejections);
	};
	for (let from = 0; from < people.length; from += MAX_BATCH) {
		const group = people.slice(from, from + MAX_BATCH);
		const held = await getCandidates(
			context.linkedIn,
			group.map(({ candidateId }) => candidateId),
		);
		const applications: string[] = [];
		for (const { candidateId, jobIds } of group) {
			const jobs =
				jobIds ?? (held.has(candidateId) ? await context.sharing.allJobIds() : undefined);
			for (const jobId of jobs ?? []) applications.push(applicationId(candidateId, jobId));
		}
		const nowMs = context.effects.now();
		const deleted = await deleteApplications(context.linkedIn, applications);
		// Most of what was tried was never there; that is nothing to tell.
		add(toRemoval('application', deleted, reason, nowMs), ({ proof }) => !proof.includes('404'));
		const failed = new Set(
			removal.rejections.map(({ recordId }) => recordId.split('_')[0] ?? recordId),
		);
		const candidates = await deleteCandidates(
			context.linkedIn,
			group.map(({ candidateId }) => candidateId).filter((id) => !failed.has(id)),
		);
		add(toRemoval('candidate', candidates, reason, nowMs), () => true);
	}
	return removal;
}
