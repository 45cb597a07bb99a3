import {
	getJobStatus,
	type JobAvailability,
	type JobSubmission,
	type LiJob,
	submitJobs,
} from '../../linkedin/jobPostings';
import { isClosed, jobToLinkedIn } from '../../mapping/jobToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import type { SrJob } from '../../smartrecruiters/jobs';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START, type ListCursor } from '../ListCursor';
import { readAhead } from '../readAhead';
import { refusal } from '../refusals';
import type { SyncContext } from '../SyncContext';
import { addToTail, belongsToTail } from '../tail';
import { jobWindow } from '../window';
import type { StepResult, Work } from '../Work';
import { type JobPage, readJobPage } from './jobPages';
import { forgetClosed, rememberJobs, sentJobs } from './sentJobs';
import { toKeptTask } from './jobTask';
import { mayBeOpen } from './mayBeOpen';
import { ALREADY_CLOSED, statusUnknown } from './withdrawJobs';

/** Above this many unfinished submissions, the answers are read before more are made: checkpoints stay small. */
export const MAX_PENDING_TASKS = 1_000;

/** Sends jobs page by page, the closed ones privately; they are closed later, once LinkedIn knows them. */
export async function* submitJobPages(
	work: Work,
	begin: Checkpoint,
	hasRoom: (recordsToCome: number) => boolean,
): AsyncGenerator<StepResult> {
	let checkpoint = begin;
	const pages = readAhead<JobPage>({
		endpoint: 'GET /jobs',
		from: begin.jobs,
		read: async (pageId, isAbandoned) =>
			await readJobPage(work, { ...jobWindow(begin), ...(pageId && { pageId }) }, isAbandoned),
		wantsNext: ({ jobs }) => hasRoom(jobs.length) && checkpoint.jobTasks.length < MAX_PENDING_TASKS,
	});
	for await (const { page, next } of pages) {
		const result = await sendPage(work, checkpoint, page, next);
		({ checkpoint } = result);
		yield result;
	}
}

async function sendPage(
	work: Work,
	checkpoint: Checkpoint,
	page: JobPage,
	next: ListCursor | undefined,
): Promise<StepResult> {
	const { options, linkedIn, effects } = work;
	const rejections: Rejection[] = [];
	const accepted: Array<{ job: SrJob; posting: LiJob }> = [];
	for (const job of page.jobs) {
		const result = jobToLinkedIn(
			job,
			availabilityOf(job, work),
			work.sharing.accessRestricted(job.item),
		);
		if (result.ok) accepted.push({ job, posting: result.value });
		else rejections.push({ kind: 'job', recordId: job.item.id, code: result.code });
	}
	const tasks: string[] = [];
	const hidden = new Set(page.hiddenIds);
	const { submissions, unknown } = options.dryRun
		? { submissions: [], unknown: [] }
		: await chooseOperations(work, accepted, page.hiddenIds);
	rejections.push(...unknown);
	for (const outcome of await submitJobs(linkedIn, submissions)) {
		const { externalJobPostingId: id } = outcome;
		if ('taskUrn' in outcome) tasks.push(toKeptTask(outcome.taskUrn, id));
		else if (!hidden.has(id) || outcome.status !== ALREADY_CLOSED)
			rejections.push(refusal('job', id, outcome.status, outcome.field));
	}
	let tail = checkpoint.tails.jobs;
	for (const { id, updatedOn } of page.content) {
		if (belongsToTail(updatedOn, checkpoint.startedAtMs)) tail = addToTail(tail, id, updatedOn);
	}
	const nowMs = effects.now();
	const refused = new Set(rejections.map(({ recordId }) => recordId));
	const done = page.jobs.filter(({ item }) => !refused.has(item.id)).length;
	const unread = new Set(page.rejections.map(({ recordId }) => recordId)).size;
	return {
		checkpoint: advanced(
			checkpoint,
			{
				jobs: next
					? { state: 'submit', ...next }
					: { state: options.dryRun ? 'done' : 'await', ...LIST_START },
				jobTasks: [...checkpoint.jobTasks, ...tasks],
				...(tasks.length > 0 && {
					tasksSubmittedAtMs: nowMs,
					tasksDueAtMs: nowMs + options.jobCheckDelayMs,
				}),
				tails: { ...checkpoint.tails, jobs: tail },
			},
			{
				jobs: {
					done,
					leftOut: Math.max(0, page.ids.length - page.jobs.length - unread),
					rejected: page.jobs.length - done + unread,
					total: page.totalFound ?? null,
				},
			},
		),
		records: done,
		outcome: {
			settled: options.dryRun
				? []
				: [...page.jobs.map(({ item }) => item.id), ...page.hiddenIds].map((recordId) => ({
						kind: 'job',
						recordId,
					})),
			rejections: [...rejections, ...page.rejections],
		},
	};
}

/**
 * CREATE for what LinkedIn does not know, UPDATE for what it knows; nothing for what is over on both sides. What may no
 * longer be shared is closed without a word about it.
 */
async function chooseOperations(
	work: Work,
	accepted: ReadonlyArray<{ job: SrJob; posting: LiJob }>,
	hiddenIds: readonly string[],
): Promise<{ submissions: JobSubmission[]; unknown: Rejection[] }> {
	const toWithdraw = await sentJobs(work, hiddenIds);
	const known = await getJobStatus(work.linkedIn, [
		...accepted.map(({ posting }) => posting.externalJobPostingId),
		...toWithdraw,
	]);
	forgetClosed(work, known, toWithdraw);
	const nowMs = work.effects.now();
	const withdrawals: JobSubmission[] = toWithdraw
		.filter((id) => mayBeOpen(known, id))
		.map((id) => ({ job: withdrawnJob(id, nowMs), operation: 'CLOSE' }));
	const submissions: JobSubmission[] = [];
	const unknown: Rejection[] = [];
	for (const { job, posting } of accepted) {
		const { externalJobPostingId: id } = posting;
		const state = known?.get(id);
		if (known?.unknown.has(id)) unknown.push(statusUnknown(id));
		else if (state !== 'closed' || !isClosed(job.item.status))
			submissions.push({ job: posting, operation: state ? 'UPDATE' : 'CREATE' });
	}
	await rememberJobs(
		work,
		submissions.map(({ job }) => job.externalJobPostingId),
	);
	return { submissions: [...withdrawals, ...submissions], unknown };
}

/** Where a job may be seen, by the rules. */
export function availabilityOf(
	{ item }: Pick<SrJob, 'item'>,
	{ sharing }: Pick<SyncContext, 'sharing'>,
): JobAvailability {
	return sharing.visibilityOf(item) === 'as chosen'
		? sharing.rules.jobVisibility
		: 'PRIVATE_TO_ATS_INTEGRATION';
}
