import { chunks } from '../../basics/chunks';
import { PauseSignal } from '../../errors/PauseSignal';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { deleteCandidates, getCandidates } from '../../linkedin/candidates';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { DeletionReason } from '../../state/Deletions';
import type { SentPeople } from '../../state/SentLedger';
import { notDeleted, type Removal, toRemoval } from '../Deletion';
import type { SyncContext } from '../SyncContext';
import { deleteSentApplications } from './deleteSentApplications';
import { MOST_AT_ONCE, removeWithAllJobs } from './removeWithAllJobs';

export interface ToRemove {
	candidateId: string;
	/** To which jobs they applied, as far as anybody says so; it counts where nobody knows what was sent. */
	jobIds?: readonly string[] | undefined;
	/** Up to which job an earlier part has come. */
	afterJobId?: string | undefined;
}

/**
 * Deletes people with all their applications, by what LinkedIn was sent; of whom it was sent nothing, it is told nothing.
 * Where nobody knows that, LinkedIn lists no applications of a candidate, and SmartRecruiters knows nothing of who is gone:
 * then an application to every job is deleted, which is none for most, one person after the other, and no more than
 * `MOST_AT_ONCE`; the rest is told as not deleted yet, with where to go on. Applications go first, so that a repetition
 * finds the candidate as long as anything may be left. Of applications, only those are told that LinkedIn had held.
 */
export async function removePeople(
	context: SyncContext,
	people: readonly ToRemove[],
	reason: DeletionReason,
): Promise<Removal> {
	const removals: Removal[] = [];
	const withAllJobs: ToRemove[] = [];
	for (const group of chunks(people, MAX_BATCH)) {
		const sent = await context.sent.people(group.map(({ candidateId }) => candidateId));
		if (sent) {
			removals.push(await removeSent(context, group, sent, reason));
			continue;
		}
		const unknown = group.filter(({ jobIds }) => !jobIds).map(({ candidateId }) => candidateId);
		const held = await getCandidates(context.linkedIn, unknown);
		withAllJobs.push(...group.filter(({ candidateId }) => held.mayHold(candidateId)));
		const others = group.filter(({ candidateId }) => !held.mayHold(candidateId));
		removals.push(await removeGroup(context, others, reason));
	}
	removals.push(...(await removeOneByOne(context, withAllJobs, reason)));
	return {
		deletions: removals.flatMap(({ deletions }) => deletions),
		rejections: removals.flatMap(({ rejections }) => rejections),
	};
}

/**
 * Of whom LinkedIn was sent nothing it is told nothing, unless a person wants them to be gone, or LinkedIn had held them,
 * and may hold them again.
 */
async function removeSent(
	context: SyncContext,
	group: readonly ToRemove[],
	sent: SentPeople,
	reason: DeletionReason,
): Promise<Removal> {
	const asked = reason === 'onRequest';
	const going: ToRemove[] = [];
	for (const one of group)
		if (asked || sent.has(one.candidateId) || (await context.sharing.wasHeld(one.candidateId)))
			going.push(one);
	const removal = await removeGroup(
		context,
		going.map(({ candidateId, jobIds = [] }) => ({
			candidateId,
			jobIds: [...new Set([...(sent.get(candidateId)?.keys() ?? []), ...(asked ? jobIds : [])])],
		})),
		reason,
	);
	const never = group.filter((one) => !going.includes(one)).map(({ candidateId }) => candidateId);
	// The deletion has to be known all the same: a list that is behind must not bring them to LinkedIn.
	const proven = reason === 'deleted' || reason === 'merged' ? never : [];
	const deletedAtMs = context.effects.now();
	return {
		...removal,
		deletions: [
			...removal.deletions,
			...proven.map((recordId) => ({
				kind: 'candidate' as const,
				recordId,
				reason,
				proof: 'LinkedIn was never sent this candidate, and was not asked',
				found: false,
				deletedAtMs,
			})),
		],
	};
}

/** @throws PauseSignal when a limit ends the work before anything is done; later, the rest is told as not deleted yet */
async function removeOneByOne(
	context: SyncContext,
	people: readonly ToRemove[],
	reason: DeletionReason,
): Promise<Removal[]> {
	const removals: Removal[] = [];
	let room = MOST_AT_ONCE;
	for (const { candidateId, afterJobId = '' } of people) {
		let goOnAfter: string | undefined = afterJobId;
		try {
			if (room > 0) {
				const part = await removeWithAllJobs(context, candidateId, afterJobId, reason, room);
				removals.push(part.removal);
				room -= part.tried;
				goOnAfter = part.afterJobId;
			}
		} catch (error) {
			if (!(error instanceof PauseSignal) || removals.length === 0) throw error;
			room = 0;
		}
		if (goOnAfter === undefined) continue;
		const known = { code: 'NOT_DELETED' as const, afterJobId: goOnAfter };
		const later = notDeleted(
			'candidate',
			candidateId,
			reason,
			'further applications of the candidate',
			known,
		);
		removals.push({ deletions: [], rejections: [later] });
	}
	return removals;
}

/** People of whom it is known which applications may be at LinkedIn. */
async function removeGroup(
	context: SyncContext,
	group: readonly ToRemove[],
	reason: DeletionReason,
): Promise<Removal> {
	const candidateOf = new Map<string, string>();
	for (const { candidateId, jobIds = [] } of group)
		for (const jobId of jobIds) candidateOf.set(applicationId(candidateId, jobId), candidateId);
	const { linkedIn, effects, sent } = context;
	const nowMs = effects.now();
	const applications = await deleteSentApplications(context, [...candidateOf.keys()], reason);
	const failed = new Set(
		applications.rejections.map(({ recordId }) => candidateOf.get(recordId) ?? recordId),
	);
	const ids = group.map(({ candidateId }) => candidateId);
	const going = ids.filter((id) => !failed.has(id));
	const candidates = toRemoval('candidate', await deleteCandidates(linkedIn, going), reason, nowMs);
	sent.peopleGone(
		candidates.deletions.map(({ recordId }) => recordId),
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
