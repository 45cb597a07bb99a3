import { MAX_BATCH } from '../../linkedin/batchWrite';
import { getJobTasks } from '../../linkedin/jobPostings';
import type { Rejection } from '../../mapping/Rejection';
import type { BackfillRun } from '../BackfillRun';
import { TASK_PREFIX } from './submitJobPages';

/** Between two looks at tasks that are still running. */
const LOOK_AGAIN_MS = 60_000;

/** Task ids may be valid for no longer than this (LinkedIn reference §4.3). */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/** Reads what became of the jobs that LinkedIn took: acceptance was no success (LinkedIn reference §4.4). */
export async function checkJobTasks(run: BackfillRun): Promise<void> {
	const { checkpoint } = run;
	const running: string[] = [];
	const rejections: Rejection[] = [];
	const overdue = run.effects.now() - checkpoint.tasksSubmittedAtMs > GIVE_UP_AFTER_MS;
	for (let from = 0; from < checkpoint.jobTasks.length; from += MAX_BATCH) {
		const tasks = checkpoint.jobTasks.slice(from, from + MAX_BATCH);
		const states = await getJobTasks(
			run.linkedIn,
			tasks.map((task) => TASK_PREFIX + task),
		);
		for (const task of tasks) {
			const state = states.get(TASK_PREFIX + task);
			if (state?.state === 'succeeded') continue;
			if (state?.state === 'failed') {
				rejections.push(failed(state.externalJobPostingId ?? TASK_PREFIX + task, state.reason));
			} else if (overdue) {
				rejections.push(failed(TASK_PREFIX + task, 'no result within 24 hours'));
			} else {
				running.push(task);
			}
		}
	}
	const nowMs = run.effects.now();
	const finished = running.length === 0;
	const { state } = checkpoint.jobs;
	run.commit(
		{
			jobTasks: running,
			tasksDueAtMs: nowMs + Math.min(LOOK_AGAIN_MS, run.options.jobCheckDelayMs),
			...(finished && state === 'await' && { jobs: { state: 'close', pageId: null } }),
			...(finished && state === 'awaitClose' && { jobs: { state: 'done', pageId: null } }),
			counts: run.counted({ jobs: { done: -rejections.length, rejected: rejections.length } }),
		},
		0,
		rejections,
	);
}

function failed(recordId: string, detail: string): Rejection {
	return { kind: 'job', recordId, code: 'JOB_TASK_FAILED', detail };
}
