import { chunks } from '../../basics/chunks';
import { DAY_MS, MINUTE_MS } from '../../basics/durations';
import { MAX_BATCH } from '../../linkedin/batchWrite';
import { getJobStatus, getJobTasks } from '../../linkedin/jobPostings';
import type { Rejection } from '../../mapping/Rejection';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START } from '../ListCursor';
import type { StepResult, Work } from '../Work';
import { fromKeptTask } from './jobTask';

/** Between two looks at tasks that are still running. */
const LOOK_AGAIN_MS = MINUTE_MS;

/** Task ids may be valid for no longer than this (LinkedIn reference §4.3). */
export const GIVE_UP_AFTER_MS = DAY_MS;

/** Reads what became of the jobs that LinkedIn took: acceptance was no success (LinkedIn reference §4.4). */
export async function* checkJobTasks(
	{ linkedIn, effects, options }: Work,
	checkpoint: Checkpoint,
): AsyncGenerator<StepResult> {
	const running: string[] = [];
	const rejections: Rejection[] = [];
	const overdue = effects.now() - checkpoint.tasksSubmittedAtMs > GIVE_UP_AFTER_MS;
	for (const some of chunks(checkpoint.jobTasks, MAX_BATCH)) {
		const tasks = some.map((kept) => ({ kept, ...fromKeptTask(kept) }));
		const states = await getJobTasks(
			linkedIn,
			tasks.map(({ urn }) => urn),
		);
		const late: string[] = [];
		for (const task of tasks) {
			const state = states.get(task.urn);
			if (state?.state === 'succeeded') continue;
			if (state?.state === 'failed') {
				rejections.push(dropped(state.externalJobPostingId ?? task.jobId, state.reason));
			} else if (overdue) {
				late.push(task.jobId);
			} else {
				running.push(task.kept);
			}
		}
		// As after days without n8n: LinkedIn no longer tells of the task, and may have the job.
		const known = late.length > 0 ? await getJobStatus(linkedIn, late) : undefined;
		rejections.push(...late.filter((jobId) => !known?.has(jobId)).map(lost));
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

/** LinkedIn has accepted a job, and does not say a day later that it has it: it is sent again. */
export function lost(recordId: string): Rejection {
	return { kind: 'job', recordId, code: 'JOB_TASK_LOST' };
}
