import { chunks } from '../../basics/chunks';
import { DAY_MS, MINUTE_MS } from '../../basics/durations';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { getJobTasks } from '../../linkedin/jobPostings';
import type { Rejection } from '../../mapping/Rejection';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START } from '../ListCursor';
import type { StepResult, Work } from '../Work';
import { TASK_PREFIX } from './submitJobPages';

/** Between two looks at tasks that are still running. */
const LOOK_AGAIN_MS = MINUTE_MS;

/** Task ids may be valid for no longer than this (LinkedIn reference §4.3). */
export const GIVE_UP_AFTER_MS = DAY_MS;
export const NO_RESULT = 'no result within 24 hours';

/** Reads what became of the jobs that LinkedIn took: acceptance was no success (LinkedIn reference §4.4). */
export async function* checkJobTasks(
	{ linkedIn, effects, options }: Work,
	checkpoint: Checkpoint,
): AsyncGenerator<StepResult> {
	const running: string[] = [];
	const rejections: Rejection[] = [];
	const overdue = effects.now() - checkpoint.tasksSubmittedAtMs > GIVE_UP_AFTER_MS;
	for (const tasks of chunks(checkpoint.jobTasks, MAX_BATCH)) {
		const states = await getJobTasks(
			linkedIn,
			tasks.map((task) => TASK_PREFIX + task),
		);
		for (const task of tasks) {
			const state = states.get(TASK_PREFIX + task);
			if (state?.state === 'succeeded') continue;
			if (state?.state === 'failed') {
				rejections.push(dropped(state.externalJobPostingId ?? TASK_PREFIX + task, state.reason));
			} else if (overdue) {
				rejections.push(dropped(TASK_PREFIX + task, NO_RESULT));
			} else {
				running.push(task);
			}
		}
	}
	const finished = running.length === 0;
	const { state } = checkpoint.jobs;
	yield {
		checkpoint: advanced(
			checkpoint,
			{
				jobTasks: running,
				tasksDueAtMs: effects.now() + Math.min(LOOK_AGAIN_MS, options.jobCheckDelayMs),
				...(finished && state === 'await' && { jobs: { state: 'close', ...LIST_START } }),
				...(finished && state === 'awaitClose' && { jobs: { state: 'done', ...LIST_START } }),
			},
			{ jobs: { done: -rejections.length, rejected: rejections.length } },
		),
		records: 0,
		outcome: { rejections },
	};
}

/** LinkedIn has accepted a job, and dropped it. @param detail what it says of it, without its text */
export function dropped(recordId: string, detail: string): Rejection {
	return { kind: 'job', recordId, code: 'JOB_TASK_FAILED', detail };
}
