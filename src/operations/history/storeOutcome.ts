import { REJECTIONS, type Rejection, type RejectionCode } from '../../mapping/Rejection';
import { recordKey, type ToPark } from '../../state/ParkedRecords';
import type { Outcome } from '../../sync/Outcome';
import type { RecordKinds, Repositories } from './openRepositories';

/** What another try can settle without a person. */
const RETRIED: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
	'JOB_TASK_LOST',
	'JOB_TASK_RUNNING',
	'LINKEDIN_BUSY',
	'NOT_DELETED',
	'NOT_SENT_YET',
	'NOT_VISIBLE',
	'READ_REFUSED',
	'REPORT_ROW',
	'UNREADABLE',
]);

/** Up to so many are unparked by their keys; for more, it is quicker to read what is parked, where that is not more. */
const MOST_BY_KEY = 1_000;

/** Stores what came of work, before its checkpoint: what is parked, what is deleted, who is who. Repeating does no harm. */
export async function storeOutcome(
	{ parked, deletions, people, sent, settings, visibility }: Repositories,
	outcome: Outcome,
	nowMs: number,
): Promise<void> {
	// Of one record that was refused twice, the last reason counts.
	const rejected = new Map(
		outcome.rejections.map((one) => [recordKey(one.kind, one.recordId), toPark(one)] as const),
	);
	await parked.park([...rejected.values()], nowMs);
	const settled = outcome.settled.filter(
		({ kind, recordId }) => !rejected.has(recordKey(kind, recordId)),
	);
	await unpark(parked, settled);
	const jobIds = settled.filter(({ kind }) => kind === 'job').map(({ recordId }) => recordId);
	// Who sees a job may have changed with it; a new one is seen by nobody before that was looked at.
	if (jobIds.length > 0 && (await settings.visibility())?.who === 'team')
		await visibility.want(jobIds, nowMs);
	await deletions.lift(outcome.seenAgain);
	const gone = new Set(
		outcome.deletions.filter(({ kind }) => kind === 'candidate').map(({ recordId }) => recordId),
	);
	// Before it is recorded: whoever was recorded as deleted is not deleted again after a crash.
	await people.forgetCandidates([...gone]);
	await deletions.record(outcome.deletions);
	await people.keepMatches(
		outcome.matches.filter(({ candidateId }) => !gone.has(candidateId)),
		nowMs,
	);
	await sent.storeGone(outcome.goneUpTo);
}

async function unpark(
	parked: Repositories['parked'],
	settled: ReadonlyArray<{ kind: RecordKinds; recordId: string }>,
): Promise<void> {
	const all = settled.length > MOST_BY_KEY ? await parked.list(settled.length) : undefined;
	if (!all || all.length === settled.length) {
		await parked.remove(settled);
		return;
	}
	const keys = new Set(all.map((row) => row.recordKey));
	await parked.remove(settled.filter(({ kind, recordId }) => keys.has(recordKey(kind, recordId))));
}

function toPark({
	kind,
	recordId,
	code,
	detail,
	payload,
}: Rejection): ToPark & { kind: RecordKinds } {
	const { reason, whatToDo } = REJECTIONS[code];
	return {
		kind,
		recordId,
		code,
		reason: detail ? `${reason} (${detail})` : reason,
		whatToDo,
		retries: RETRIED.has(code),
		payload: payload ?? '',
	};
}
