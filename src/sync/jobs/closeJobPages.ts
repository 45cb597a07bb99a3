import { getJobStatus, type JobSubmission, submitJobs } from '../../linkedin/jobPostings';
import { jobToLinkedIn } from '../../mapping/jobToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { CLOSED_JOB_STATUSES, getJob, listJobs } from '../../smartrecruiters/jobs';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { BackfillRun } from '../BackfillRun';
import { forEachPage } from '../forEachPage';
import { mapConcurrently } from '../mapConcurrently';
import { refusal } from '../refusals';
import { jobWindow } from '../window';
import { TASK_PREFIX } from './submitJobPages';

/** Closing a job that is closed or unknown (LinkedIn reference §4.3): nothing is left to do. */
const ALREADY_CLOSED = 409;

/** Closes the jobs that are over and that LinkedIn holds open; a close re-sends the whole job (LinkedIn reference §4.1). */
export async function closeJobPages(run: BackfillRun): Promise<void> {
	await forEachPage(
		run.checkpoint.jobs.pageId,
		async (pageId) =>
			await listJobs(run.smartRecruiters, {
				...jobWindow(run.checkpoint),
				statuses: CLOSED_JOB_STATUSES,
				...(pageId && { pageId }),
			}),
		(page) => page.nextPageId,
		(page) => run.hasRoom(page.content.length),
		async (page) => {
			const known = await getJobStatus(
				run.linkedIn,
				page.content.map(({ id }) => id),
			);
			const visibility = await run.sharing.visibility();
			const open = page.content.filter(
				(item) => visibility(item) !== 'never' && (!known || known.get(item.id) === 'open'),
			);
			const jobs = await mapConcurrently(
				open,
				DETAIL_CONCURRENCY,
				async (item) => await getJob(run.smartRecruiters, item),
			);
			const submissions = jobs.flatMap((job): JobSubmission[] => {
				const mapped = jobToLinkedIn(job, 'PRIVATE_TO_ATS_INTEGRATION');
				return mapped.ok ? [{ job: mapped.value, operation: 'CLOSE' }] : [];
			});
			const tasks: string[] = [];
			const rejections: Rejection[] = [];
			for (const outcome of await submitJobs(run.linkedIn, submissions)) {
				if ('taskUrn' in outcome) tasks.push(outcome.taskUrn.replace(TASK_PREFIX, ''));
				else if (outcome.status !== ALREADY_CLOSED) {
					rejections.push(
						refusal('job', outcome.externalJobPostingId, outcome.status, outcome.field),
					);
				}
			}
			const nowMs = run.effects.now();
			run.commit(
				{
					jobs: page.nextPageId
						? { state: 'close', pageId: page.nextPageId }
						: { state: 'awaitClose', pageId: null },
					jobTasks: [...run.checkpoint.jobTasks, ...tasks],
					...(tasks.length > 0 && {
						tasksSubmittedAtMs: nowMs,
						tasksDueAtMs: nowMs + run.options.jobCheckDelayMs,
					}),
					counts: run.counted({
						jobs: { done: -rejections.length, rejected: rejections.length },
					}),
				},
				submissions.length,
				rejections,
			);
		},
		() => {
			run.aborted = true;
		},
	);
}
