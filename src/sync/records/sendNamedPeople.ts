import { DAY_MS } from '../../basics/durations';
import type { Withholding } from '../../mapping/SharingRules';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { DeletionReason } from '../../state/Deletions';
import type { AbsencePayload } from '../AbsencePayload';
import { notDeleted } from '../Deletion';
import { mapConcurrently } from '../mapConcurrently';
import { joined, type Outcome } from '../Outcome';
import { heldAgain } from '../people/heldAgain';
import { notVisible } from '../people/notVisible';
import { isAbsent, type Person, readPerson } from '../people/readPerson';
import { removePeople } from '../people/removePeople';
import { outcomeOf, sendPeople } from '../people/sendPeople';
import type { PeopleChoice, SyncContext } from '../SyncContext';

/**
 * For how long SmartRecruiters repeats a webhook: ten retries after 1 to 1,440 minutes (SmartRecruiters reference §10.6).
 * Older words that somebody was deleted are no proof.
 */
const RETRY_WINDOW_MS = 3 * DAY_MS;

/** A candidate by id, with what is known in case that SmartRecruiters does not show them. */
export interface NamedPerson {
	candidateId: string;
	known: AbsencePayload;
}

export interface NamedOutcome {
	outcome: Outcome;
	/** Ids that LinkedIn took. */
	sent: string[];
	withheld: Array<{ candidateId: string; why: Withholding }>;
	/** Those whom SmartRecruiters does not show, without a proof that they were deleted. */
	absent: string[];
}

/**
 * Reads people by id and sends them, complete; at most 100. Whom SmartRecruiters does not show is deleted at LinkedIn only
 * where the deletion is proven: else they are parked, and looked for again.
 */
export async function sendNamedPeople(
	context: SyncContext,
	named: readonly NamedPerson[],
	choice: PeopleChoice,
): Promise<NamedOutcome> {
	const { sharing } = context;
	const knownOf = new Map(named.map(({ candidateId, known }) => [candidateId, known]));
	const ids = [...knownOf.keys()];
	await sharing.lookUp(ids);
	const people = await mapConcurrently(
		ids,
		DETAIL_CONCURRENCY,
		async (id) => await readPerson(context, id, true),
	);
	const sent = await sendPeople(context, people, choice);
	const gone = await removeProven(context, people, knownOf);
	const refused = new Set(
		[...sent.rejections, ...people.flatMap(({ rejections }) => rejections)].map(
			({ recordId }) => recordId,
		),
	);
	return {
		outcome: joined([outcomeOf(people, sent), gone.outcome]),
		sent: people
			.filter(({ id, details, withheld }) => details && !withheld && !refused.has(id))
			.map(({ id }) => id),
		withheld: people.flatMap(({ id, withheld }) =>
			withheld ? { candidateId: id, why: withheld } : [],
		),
		absent: gone.absent,
	};
}

async function removeProven(
	context: SyncContext,
	people: readonly Person[],
	knownOf: ReadonlyMap<string, AbsencePayload>,
): Promise<{ outcome: Partial<Outcome>; absent: string[] }> {
	const { sharing, effects } = context;
	const byReason = new Map<DeletionReason, string[]>();
	const absent: string[] = [];
	const deletedBefore: string[] = [];
	for (const { id } of people.filter(isAbsent)) {
		const known = knownOf.get(id) ?? {};
		const reportedAtMs = known.deletedAtMs ?? Number.NaN;
		const confirmed = Math.abs(effects.now() - reportedAtMs) <= RETRY_WINDOW_MS;
		const reason = known.proven ?? (confirmed ? 'deleted' : undefined);
		if (await sharing.barred(id)) deletedBefore.push(id);
		else if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
		else absent.push(id);
	}
	// A write that was under way when they were deleted may have brought them back.
	const back = await heldAgain(context, deletedBefore);
	if (back.size > 0) byReason.set('deleted', [...(byReason.get('deleted') ?? []), ...back.keys()]);
	const removals = [];
	for (const [reason, ids] of byReason) {
		const toRemove = ids.map((candidateId) => ({
			candidateId,
			afterJobId: knownOf.get(candidateId)?.afterJobId,
		}));
		removals.push(await removePeople(context, toRemove, reason));
	}
	const unsure = deletedBefore
		.filter((id) => back.unknown.has(id))
		.map((id) =>
			notDeleted('candidate', id, 'deleted', 'LinkedIn did not say whether it has the candidate'),
		);
	const settled = [...deletedBefore, ...[...byReason.values()].flat()];
	const rejections = absent.map((id) => notVisible('candidate', id, knownOf.get(id)));
	return {
		outcome: joined([
			...removals,
			{
				rejections: [...rejections, ...unsure],
				settled: settled.map((recordId) => ({ kind: 'candidate', recordId })),
			},
		]),
		absent,
	};
}
