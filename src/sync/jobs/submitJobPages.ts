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
import { getJob, listJobs, type SrJob } from '../../smartrecruiters/jobs';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { BackfillRun } from '../BackfillRun';
import { forEachPage } from '../forEachPage';
import { mapConcurrently } from '../mapConcurrently';
import { refusal } from '../refusals';
import { addToTail, belongsToTail } from '../tail';
import { jobWindow } from '../window';

/** Above this many unfinished submissions, the answers are read before more are made: checkpoints stay small. */
export const MAX_PENDING_TASKS = 1_000;

/** Task URNs share this; checkpoints leave it out. */
export const TASK_PREFIX = 'urn:li:simpleJobPostingTask:';

export interface JobPage {
	content: SrJob[];
	/** Jobs that never leave. */
	hiddenIds: string[];
	items: Array<{ id: string; updatedOn?: number | undefined }>;
	total?: number | undefined;
	next?: string | undefined;
}

/** Sends jobs page by page, the closed ones privately; they are closed later, once LinkedIn knows them. */
export async function submitJobPages(run: BackfillRun): Promise<void> {
	await forEachPage<JobPage>(
		run.checkpoint.jobs.pageId,
		async (pageId) => await readJobPage(run, pageId, []),
		(page) => page.next,
		(page) =>
			run.hasRoom(page.content.length) && run.checkpoint.jobTasks.length < MAX_PENDING_TASKS,
		async (page) => await sendPage(run, page),
		() => {
			run.aborted = true;
		},
	);
}

/** A page of jobs with their details; templates and jobs that are gone are left out. */
export async function readJobPage(
	run: BackfillRun,
	pageId: string | null,
	statuses: readonly string[],
): Promise<JobPage> {
	const list = await listJobs(run.smartRecruiters, {
		...jobWindow(run.checkpoint),
		...(pageId && { pageId }),
		...(statuses.length > 0 && { statuses }),
	});
	const visibility = await run.sharing.visibility();
	const shown = list.content.filter((item) => visibility(item) !== 'never');
	const jobs = await mapConcurrently(shown, DETAIL_CONCURRENCY, async (item) =>
		run.aborted ? undefined : await getJob(run.smartRecruiters, item),
	);
	return {
		content: jobs.filter((job) => !job.details.template),
		hiddenIds: list.content.filter((item) => !shown.includes(item)).map(({ id }) => id),
		items: list.content,
		total: list.totalFound,
		next: list.nextPageId,
	};
}

async function sendPage(run: BackfillRun, page: JobPage): Promise<void> {
	const { checkpoint, options } = run;
	const rejections: Rejection[] = [];
	const accepted: SrJob[] = [];
	const postings: LiJob[] = [];
	for (const job of page.content) {
		const result = jobToLinkedIn(job, await availabilityOf(job, run));
		if (result.ok) {
			accepted.push(job);
			postings.push(result.value);
		} else {
			rejections.push({ kind: 'job', recordId: job.item.id, code: result.code });
		}
	}
	const taskUrns: string[] = [];
	if (!options.dryRun) {
		const submissions = await chooseOperations(run, accepted, postings, page.hiddenIds);
		for (const outcome of await submitJobs(run.linkedIn, submissions)) {
			if ('taskUrn' in outcome) taskUrns.push(outcome.taskUrn);
			else
				rejections.push(
					refusal('job', outcome.externalJobPostingId, outcome.status, outcome.field),
				);
		}
	}
	let tail = checkpoint.tails.jobs;
	for (const { id, updatedOn } of page.items) {
		if (belongsToTail(updatedOn, checkpoint.startedAtMs)) tail = addToTail(tail, id, updatedOn);
	}
	const nowMs = run.effects.now();
	run.commit(
		{
			jobs: page.next
				? { state: 'submit', pageId: page.next }
				: { state: options.dryRun ? 'done' : 'await', pageId: null },
			jobTasks: [...checkpoint.jobTasks, ...taskUrns.map((urn) => urn.replace(TASK_PREFIX, ''))],
			...(taskUrns.length > 0 && {
				tasksSubmittedAtMs: nowMs,
				tasksDueAtMs: nowMs + options.jobCheckDelayMs,
			}),
			tails: { ...checkpoint.tails, jobs: tail },
			counts: run.counted({
				jobs: {
					done: page.content.length - rejections.length,
					leftOut: page.items.length - page.content.length,
					rejected: rejections.length,
					total: page.total ?? null,
				},
			}),
		},
		page.content.length - rejections.length,
		rejections,
	);
}

/**
 * CREATE for what LinkedIn does not know, UPDATE for what it knows; nothing for what is over on both sides. What may no
 * longer be shared is closed without a word about it.
 */
async function chooseOperations(
	run: BackfillRun,
	jobs: readonly SrJob[],
	postings: readonly LiJob[],
	hiddenIds: readonly string[],
): Promise<JobSubmission[]> {
	const known = await getJobStatus(run.linkedIn, [
		...postings.map((job) => job.externalJobPostingId),
		...hiddenIds,
	]);
	const nowMs = run.effects.now();
	const withdrawn = hiddenIds
		.filter((id) => known?.get(id) === 'open')
		.map((id) => ({ job: withdrawnJob(id, nowMs), operation: 'CLOSE' as const }));
	const sent = postings.flatMap((job, index): JobSubmission[] => {
		const state = known?.get(job.externalJobPostingId);
		const over = isClosed(jobs[index]?.item.status ?? '');
		if (state === 'closed' && over) return [];
		return [{ job, operation: state ? 'UPDATE' : 'CREATE' }];
	});
	return [...sent, ...withdrawn];
}

export async function availabilityOf(
	{ item }: SrJob,
	{ options, sharing }: Pick<BackfillRun, 'options' | 'sharing'>,
): Promise<JobAvailability> {
	const visibility = await sharing.visibility();
	return visibility(item) === 'private' ? 'PRIVATE_TO_ATS_INTEGRATION' : options.availability;
}
