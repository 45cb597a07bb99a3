import { getJobStatus, type JobSubmission, submitJobs } from '../../linkedin/jobPostings';
import { isClosed, jobToLinkedIn } from '../../mapping/jobToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import { getJobById, type SrJob } from '../../smartrecruiters/jobs';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { AbsencePayload } from '../AbsencePayload';
import { isRetitled } from '../changes/followTitles';
import { availabilityOf } from '../jobs/submitJobPages';
import { forgetClosed, rememberJobs, sentJobs } from '../jobs/sentJobs';
import { mayBeOpen } from '../jobs/mayBeOpen';
import { ALREADY_CLOSED, statusUnknown, withdrawJobs } from '../jobs/withdrawJobs';
import { mapConcurrently } from '../mapConcurrently';
import { joined, type Outcome } from '../Outcome';
import { notVisible } from '../people/notVisible';
import { readPeoplePage } from '../people/readPeople';
import { sendReadPeople } from '../people/sendReadPeople';
import { refusal } from '../refusals';
import type { PeopleChoice, SyncContext } from '../SyncContext';
import { errorToRejection } from '../toRejection';

/** A job by id, with what is known in case that SmartRecruiters does not show it. */
export interface NamedJob {
	jobId: string;
	known: AbsencePayload;
	/** Whether LinkedIn has said that it has it, whatever its status says: that may leave out private jobs (§4.5). */
	isHeld?: boolean;
}

export interface SentJobs {
	outcome: Outcome;
	sent: string[];
	/** What LinkedIn has accepted, by job: that is no success yet (LinkedIn reference §4.4). */
	accepted: ReadonlyMap<string, AcceptedJob>;
}

export interface AcceptedJob {
	/** `urn:li:simpleJobPostingTask:…` */
	task: string;
	/** A job that is over, and new at LinkedIn: it can be closed when LinkedIn has it. */
	isToClose: boolean;
}

/**
 * Reads jobs by id and sends them; at most 100. One that a person decided to take back is closed, and not read. The first hundred applications of a job with a new title follow, Sync
 * Changes follows with more. A job that SmartRecruiters does not show is parked; it is closed only where its deletion is
 * proven, or where it may not be shared.
 */
export async function sendNamedJobs(
	context: SyncContext,
	named: readonly NamedJob[],
	choice: PeopleChoice,
): Promise<SentJobs> {
	const { linkedIn, sharing, effects } = context;
	const decided = named.filter(({ known: { proven: why } }) => why === 'onRequest');
	const onRequest = [...new Set(decided.map(({ jobId }) => jobId))];
	const ids = [...new Set(named.map(({ jobId }) => jobId))].filter((id) => !onRequest.includes(id));
	const takenBack: Partial<Outcome> = {
		...(await withdrawJobs(context, onRequest, 'onRequest')),
		settled: onRequest.map((recordId) => ({ kind: 'job', recordId })),
	};
	if (ids.length === 0) return { outcome: joined([takenBack]), sent: [], accepted: new Map() };
	const hidden = await sharing.hiddenJobs();
	const { jobs, rejections, absent } = await readNamed(
		context,
		ids.filter((id) => !hidden.has(id)),
	);
	const proven = named.filter(({ jobId, known: { proven: why } }) => why && absent.includes(jobId));
	const secret = jobs.filter(({ item }) => sharing.visibilityOf(item) === 'never');
	const toClose = [...ids.filter((id) => hidden.has(id)), ...secret.map(({ item }) => item.id)];
	const shown = jobs.filter((job) => !secret.includes(job));
	const toWithdraw = await sentJobs(context, toClose);
	const known = await getJobStatus(linkedIn, [...shown.map(({ item }) => item.id), ...toWithdraw]);
	forgetClosed(context, known, toWithdraw);
	const nowMs = effects.now();
	const submissions: JobSubmission[] = toWithdraw
		.filter((id) => mayBeOpen(known, id))
		.map((id) => ({ job: withdrawnJob(id, nowMs), operation: 'CLOSE' }));
	const sent: string[] = [];
	for (const job of shown.filter(({ details }) => !details.template)) {
		const { id, status } = job.item;
		const mapped = jobToLinkedIn(
			job,
			availabilityOf(job, context),
			sharing.accessRestricted(job.item),
		);
		const isHeld = named.some((one) => one.jobId === id && one.isHeld);
		const state = known?.get(id) ?? (isHeld ? 'open' : undefined);
		const operation = operationFor(isClosed(status), state);
		if (!mapped.ok) rejections.push({ kind: 'job', recordId: id, code: mapped.code });
		else if (known?.unknown.has(id)) rejections.push(statusUnknown(id));
		else if (operation) submissions.push({ job: mapped.value, operation });
		else sent.push(id);
	}
	await rememberJobs(
		context,
		submissions.map(({ job }) => job.externalJobPostingId).filter((id) => !toClose.includes(id)),
	);
	const over = new Set(shown.flatMap(({ item }) => (isClosed(item.status) ? item.id : [])));
	const created = new Set(
		submissions.flatMap(({ job, operation }) =>
			operation === 'CREATE' ? job.externalJobPostingId : [],
		),
	);
	const accepted = new Map<string, AcceptedJob>();
	for (const outcome of await submitJobs(linkedIn, submissions)) {
		const { externalJobPostingId: id } = outcome;
		if ('taskUrn' in outcome)
			accepted.set(id, { task: outcome.taskUrn, isToClose: over.has(id) && created.has(id) });
		if ('taskUrn' in outcome || outcome.status === ALREADY_CLOSED) sent.push(id);
		else rejections.push(refusal('job', id, outcome.status, outcome.field));
	}
	const withdrawn = await withdrawJobs(
		context,
		proven.map(({ jobId }) => jobId),
		'deleted',
	);
	const unproven = absent.filter((id) => !proven.some(({ jobId }) => jobId === id));
	return {
		outcome: joined([
			takenBack,
			{
				settled: ids.map((recordId) => ({ kind: 'job', recordId })),
				rejections: [...rejections, ...unproven.map((id) => notVisible('job', id))],
			},
			withdrawn,
			...(await followTitles(context, shown, choice)),
		]),
		sent: sent.filter((id) => !toClose.includes(id)),
		accepted,
	};
}

async function readNamed(
	{ smartRecruiters }: SyncContext,
	ids: readonly string[],
): Promise<{ jobs: SrJob[]; rejections: Rejection[]; absent: string[] }> {
	const absent: string[] = [];
	const read = await mapConcurrently(ids, DETAIL_CONCURRENCY, async (id) => {
		try {
			const job = await getJobById(smartRecruiters, id);
			if (!job) absent.push(id);
			return job;
		} catch (error) {
			return errorToRejection('job', id, error);
		}
	});
	return {
		jobs: read.flatMap((one) => ('item' in one ? one : [])),
		rejections: read.flatMap((one) => ('code' in one ? one : [])),
		absent,
	};
}

/** Nothing for what is over on both sides. A closed job that is new is closed by the next Sync Changes. */
function operationFor(
	over: boolean,
	state: 'open' | 'closed' | undefined,
): JobSubmission['operation'] | undefined {
	if (over && state === 'closed') return undefined;
	if (over && state === 'open') return 'CLOSE';
	return state ? 'UPDATE' : 'CREATE';
}

async function followTitles(
	context: SyncContext,
	jobs: readonly SrJob[],
	choice: PeopleChoice,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const { item } of jobs) {
		if (!(await isRetitled(context, item.id, item.title))) continue;
		const page = await readPeoplePage(context, { jobId: item.id }, true);
		outcomes.push(await sendReadPeople(context, page, choice));
	}
	return outcomes;
}
