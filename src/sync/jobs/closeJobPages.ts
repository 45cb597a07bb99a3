import type { Page } from '../../http/Page';
import { getJobStatus, type JobSubmission, submitJobs } from '../../linkedin/jobPostings';
import { isClosed, jobToLinkedIn } from '../../mapping/jobToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { CLOSED_JOB_STATUSES, listJobs } from '../../smartrecruiters/jobs';
import type { SrJobListItem } from '../../smartrecruiters/schemas';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START, type ListCursor } from '../ListCursor';
import { readAhead } from '../readAhead';
import { refusal } from '../refusals';
import { jobWindow } from '../window';
import type { StepResult, Work } from '../Work';
import { readJobs } from './jobPages';
import { toKeptTask } from './jobTask';
import { mayBeOpen } from './mayBeOpen';
import { ALREADY_CLOSED } from './withdrawJobs';

/** Closes the jobs that are over and that LinkedIn holds open; a close re-sends the whole job (LinkedIn reference §4.1). */
export async function* closeJobPages(
	work: Work,
	begin: Checkpoint,
	hasRoom: (recordsToCome: number) => boolean,
): AsyncGenerator<StepResult> {
	let checkpoint = begin;
	const pages = readAhead<Page<SrJobListItem>>({
		endpoint: 'GET /jobs',
		from: begin.jobs,
		read: async (pageId) =>
			await listJobs(work.smartRecruiters, {
				...jobWindow(begin),
				statuses: CLOSED_JOB_STATUSES,
				...(pageId && { pageId }),
			}),
		wantsNext: ({ content }) => hasRoom(content.length),
	});
	for await (const { page, next } of pages) {
		const result = await closePage(work, checkpoint, page, next);
		({ checkpoint } = result);
		yield result;
	}
}

async function closePage(
	work: Work,
	checkpoint: Checkpoint,
	page: Page<SrJobListItem>,
	next: ListCursor | undefined,
): Promise<StepResult> {
	const { linkedIn, sharing, effects, options } = work;
	// Should the list ignore what was asked, no job is closed that is open.
	const over = page.content.filter(
		(item) => isClosed(item.status) && sharing.visibilityOf(item) !== 'never',
	);
	const known = await getJobStatus(
		linkedIn,
		over.map(({ id }) => id),
	);
	const open = over.filter(({ id }) => mayBeOpen(known, id));
	const { jobs, rejections: unread } = await readJobs(work, open);
	const submissions = jobs.flatMap((job): JobSubmission[] => {
		const mapped = jobToLinkedIn(
			job,
			'PRIVATE_TO_ATS_INTEGRATION',
			work.sharing.accessRestricted(job.item),
		);
		return mapped.ok ? [{ job: mapped.value, operation: 'CLOSE' }] : [];
	});
	const tasks: string[] = [];
	const rejections: Rejection[] = [];
	for (const outcome of await submitJobs(linkedIn, submissions)) {
		const { externalJobPostingId: id } = outcome;
		if ('taskUrn' in outcome) tasks.push(toKeptTask(outcome.taskUrn, id));
		else if (outcome.status !== ALREADY_CLOSED)
			rejections.push(refusal('job', id, outcome.status, outcome.field));
	}
	const nowMs = effects.now();
	return {
		checkpoint: advanced(
			checkpoint,
			{
				jobs: next ? { state: 'close', ...next } : { state: 'awaitClose', ...LIST_START },
				jobTasks: [...checkpoint.jobTasks, ...tasks],
				...(tasks.length > 0 && {
					tasksSubmittedAtMs: nowMs,
					tasksDueAtMs: nowMs + options.jobCheckDelayMs,
				}),
			},
			{ jobs: { done: -rejections.length, rejected: rejections.length } },
		),
		records: submissions.length,
		outcome: { rejections: [...rejections, ...unread] },
	};
}
