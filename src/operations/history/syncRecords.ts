import { chunks } from '../../basics/chunks';
import { PauseSignal } from '../../errors/PauseSignal';
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
import { connect } from '../connect';
import type { Runtime } from '../Runtime';
import { chooseProfileUrl } from './chooseProfileUrl';
import { gateMessage } from './gateMessage';
import { lockStream } from './lockStream';
import { openRepositories, type Repositories } from './openRepositories';
import { openSharing } from './openSharing';
import { type RecordItem, type RecordNames, toRecordNames } from './RecordNames';
import { emptyReport, type RecordsReport, type RecordsResult, together } from './RecordsReport';
import { storeOutcome } from './storeOutcome';

export interface RecordsInput {
	items: readonly RecordItem[];
	/** Empty for the admin's choice. */
	profileUrl: string;
	timeLimitMs: number;
}

const AT_ONCE = 100;

/**
 * Reads the records that are named and sends them, complete. Safe to repeat, and in any order: what is sent is what
 * SmartRecruiters says now. Someone whom SmartRecruiters does not show is deleted at LinkedIn only where an event of late
 * says so, too; else looked for again. What cannot be done now is parked, and done by the next Sync Changes.
 */
export async function syncRecords(runtime: Runtime, input: RecordsInput): Promise<RecordsResult> {
	const repositories = openRepositories(runtime);
	const names = toRecordNames(input.items);
	const closed = gateMessage(await repositories.contracts.gate());
	if (closed !== '') {
		// Sync Changes finds the rest; of a deletion it may hear nothing.
		return await notNow(repositories, onlyDeleted(names), 'waiting', closed, runtime.effects.now());
	}
	const locked = await lockStream(
		runtime,
		'records',
		async (guarded) => await work(guarded, repositories, input, names),
		input.timeLimitMs,
	);
	if (locked.held) return locked.value;
	return await notNow(
		repositories,
		names,
		'busy',
		'Another run of this operation was at work for too long. The next Sync Changes sends these records.',
		runtime.effects.now(),
	);
}

async function work(
	runtime: Runtime,
	repositories: Repositories,
	{ profileUrl, timeLimitMs }: RecordsInput,
	names: RecordNames,
): Promise<RecordsResult> {
	const { effects } = runtime;
	const { smartRecruiters, linkedIn } = connect(runtime, effects.now() + timeLimitMs);
	const choice: PeopleChoice = {
		candidates: true,
		applications: true,
		profileUrl: await chooseProfileUrl(repositories.settings, profileUrl),
	};
	const parts: RecordsResult[] = [];
	let left = names;
	try {
		const sharing = await openSharing(repositories, smartRecruiters);
		const context: SyncContext = {
			smartRecruiters,
			linkedIn,
			effects,
			sharing,
			sent: repositories.sent,
		};
		for await (const part of sendAll(context, names, choice)) {
			await storeOutcome(repositories, part.outcome, effects.now());
			parts.push({ report: part.report, rejections: [...part.outcome.rejections] });
			({ left } = part);
		}
	} catch (error) {
		await storeOutcome(repositories, joined([{ rejections: notSent(left) }]), effects.now());
		if (!(error instanceof PauseSignal)) throw error;
		const waiting = {
			...emptyReport(repositories.organization),
			state: 'waiting' as const,
			message: `Waiting for ${error.limitText}. The next Sync Changes sends what is left.`,
			resumeAt: new Date(error.resumeAtMs).toISOString(),
		};
		parts.push({ report: waiting, rejections: notSent(left) });
	}
	const result = together(repositories.organization, parts, names.candidateIds.length);
	await repositories.progress.save(effects.now(), [
		{
			stream: 'records',
			activity: 'Sent records that SmartRecruiters told of',
			done: result.report.sentCandidates.length + result.report.sentJobs.length,
			rejected: result.report.rejected,
			message: result.report.message,
			finishedAt: new Date(effects.now()).toISOString(),
		},
	]);
	return result;
}

interface Part {
	outcome: ReturnType<typeof joined>;
	report: RecordsReport;
	/** What is left to do after this part. */
	left: RecordNames;
}

async function* sendAll(
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

function payloadOf({ toldDeleted }: RecordNames, candidateId: string): AbsencePayload {
	const toldDeletedAtMs = toldDeleted.get(candidateId);
	return toldDeletedAtMs === undefined ? {} : { toldDeletedAtMs };
}

const deletedOf = ({ deletions }: Part['outcome']): RecordsReport['deleted'] =>
	deletions.map(({ kind, recordId, reason, proof }) => ({ kind, recordId, reason, proof }));

function onlyDeleted(names: RecordNames): RecordNames {
	const candidateIds = [...names.toldDeleted.keys()];
	return { ...names, candidateIds, applicationIds: [], jobIds: [] };
}

function notSent(names: RecordNames): Rejection[] {
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

async function notNow(
	repositories: Repositories,
	names: RecordNames,
	state: 'waiting' | 'busy',
	message: string,
	nowMs: number,
): Promise<RecordsResult> {
	const rejections = notSent(names);
	await storeOutcome(repositories, joined([{ rejections }]), nowMs);
	const report = { ...emptyReport(repositories.organization), state, message };
	return { report: { ...report, rejected: rejections.length }, rejections };
}
