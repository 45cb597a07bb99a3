import { deleteApplications } from '../../linkedin/applications';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { deleteCandidates, getCandidates } from '../../linkedin/candidates';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { DeletionReason } from '../../state/Deletions';
import { notDeleted, type Removal, toRemoval } from '../Deletion';
import type { SyncContext } from '../SyncContext';

export interface ToRemove {
	candidateId: string;
	/** To which jobs they applied; absent when nobody knows any more. */
	jobIds?: readonly string[];
}

/**
 * Deletes people with all their applications. LinkedIn lists no applications of a candidate, and SmartRecruiters knows
 * nothing of who is gone: then an application to every job is deleted, which is none for most. Applications go first,
 * so that a repetition finds the candidate as long as anything may be left. Of applications, only those are told that
 * LinkedIn had held.
 */
export async function removePeople(
	context: SyncContext,
	people: readonly ToRemove[],
	reason: DeletionReason,
): Promise<Removal> {
	const removals: Removal[] = [];
	for (let from = 0; from < people.length; from += MAX_BATCH)
		removals.push(await removeGroup(context, people.slice(from, from + MAX_BATCH), reason));
	return {
		deletions: removals.flatMap(({ deletions }) => deletions),
		rejections: removals.flatMap(({ rejections }) => rejections),
	};
}

async function removeGroup(
	context: SyncContext,
	group: readonly ToRemove[],
	reason: DeletionReason,
): Promise<Removal> {
	const { linkedIn, effects, sharing } = context;
	const ids = group.map(({ candidateId }) => candidateId);
	const held = await getCandidates(linkedIn, ids);
	const candidateOf = new Map<string, string>();
	for (const { candidateId, jobIds } of group) {
		const jobs = jobIds ?? (held.has(candidateId) ? await sharing.allJobIds() : []);
		for (const jobId of jobs) candidateOf.set(applicationId(candidateId, jobId), candidateId);
	}
	const nowMs = effects.now();
	const statuses = await deleteApplications(linkedIn, [...candidateOf.keys()]);
	const applications = toRemoval('application', statuses, reason, nowMs);
	const failed = new Set(
		applications.rejections.map(({ recordId }) => candidateOf.get(recordId) ?? recordId),
	);
	const candidates = toRemoval(
		'candidate',
		await deleteCandidates(
			linkedIn,
			ids.filter((id) => !failed.has(id)),
		),
		reason,
		nowMs,
	);
	return {
		deletions: [...applications.deletions.filter(({ found }) => found), ...candidates.deletions],
		rejections: [
			...applications.rejections,
			...ids
				.filter((id) => failed.has(id))
				.map((id) => notDeleted('candidate', id, reason, 'its applications')),
			...candidates.rejections,
		],
	};
}
