import { chunks } from '../../basics/chunks';
import type { Rejection } from '../../mapping/Rejection';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import { type AbsencePayload, toPayload } from '../../sync/AbsencePayload';
import { mapConcurrently } from '../../sync/mapConcurrently';
import { joined } from '../../sync/Outcome';
import { readApplicationPair } from '../../sync/people/readApplicationPair';
import { feedbackLater, removeFeedback } from '../../sync/records/removeFeedback';
import { sendNamedJobs } from '../../sync/records/sendNamedJobs';
import { sendNamedPeople } from '../../sync/records/sendNamedPeople';
import type { PeopleChoice, SyncContext } from '../../sync/SyncContext';
import type { RecordNames } from './RecordNames';
import { emptyReport, type RecordsReport } from './RecordsReport';

const AT_ONCE = 100;

interface Part {
	outcome: ReturnType<typeof joined>;
	report: RecordsReport;
	/** What is left to do after this part. */
	left: RecordNames;
}

/** Sends records that are named; what came of each part has to be stored before the next. */
export async function* sendInParts(
	context: SyncContext,
	names: RecordNames,
	choice: PeopleChoice,
): AsyncGenerator<Part> {
	const pairs = await mapConcurrently(
		names.applicationIds,
		DETAIL_CONCURRENCY,
		async (id) => await readApplicationPair(context.smartRecruiters, id),
	);
	const unknown = pairs.flatMap((one) => ('code' in one ? one : []));
	const candidateIds = [
		...new Set([
			...names.candidateIds,
			...pairs.flatMap((one) => ('candidateId' in one ? one.candidateId : [])),
		]),
	];
	let left: RecordNames = { ...names, candidateIds, applicationIds: [] };
	const empty = emptyReport('');
	yield { outcome: joined([{ rejections: unknown }]), report: empty, left };
	for (const some of chunks(candidateIds, AT_ONCE)) {
		const people = await sendNamedPeople(
			context,
			some.map((candidateId) => ({ candidateId, known: payloadOf(names, candidateId) })),
			choice,
		);
		left = { ...left, candidateIds: left.candidateIds.slice(some.length) };
		const { sent, withheld, absent, outcome } = people;
		yield {
			outcome,
			report: { ...empty, sentCandidates: sent, withheld, absent, deleted: deletedOf(outcome) },
			left,
		};
	}
	for (const some of chunks(names.jobIds, AT_ONCE)) {
		const jobs = await sendNamedJobs(
			context,
			some.map((jobId) => ({ jobId, known: {} })),
			choice,
		);
		left = { ...left, jobIds: left.jobIds.slice(some.length) };
		const { outcome, sent } = jobs;
		yield { outcome, report: { ...empty, sentJobs: sent, deleted: deletedOf(outcome) }, left };
	}
	for (const [at, review] of names.deletedReviews.entries()) {
		const outcome = joined([await removeFeedback(context, review)]);
		left = { ...left, deletedReviews: names.deletedReviews.slice(at + 1) };
		yield { outcome, report: { ...empty, deleted: deletedOf(outcome) }, left };
	}
}

function payloadOf({ reportedDeleted }: RecordNames, candidateId: string): AbsencePayload {
	const deletedAtMs = reportedDeleted.get(candidateId);
	return deletedAtMs === undefined ? {} : { deletedAtMs };
}

const deletedOf = ({ deletions }: Part['outcome']): RecordsReport['deleted'] =>
	deletions.map(({ kind, recordId, reason, proof }) => ({ kind, recordId, reason, proof }));

/** Records that were not sent, to be parked. */
export function notSent(names: RecordNames): Rejection[] {
	const code = 'NOT_SENT_YET';
	return [
		...names.candidateIds.map((recordId): Rejection => {
			const payload = toPayload(payloadOf(names, recordId));
			return { kind: 'candidate', recordId, code, payload };
		}),
		...names.applicationIds.map((recordId): Rejection => ({ kind: 'application', recordId, code })),
		...names.jobIds.map((recordId): Rejection => ({ kind: 'job', recordId, code })),
		...names.deletedReviews.map((review) => feedbackLater(review, { code })),
	];
}
