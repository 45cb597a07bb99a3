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
export const NO_RESULT = 'no result within 24 hours';

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
		const late: typeof tasks = [];
		for (const task of tasks) {
			const state = states.get(task.urn);
			if (state?.state === 'succeeded') continue;
			if (state?.state === 'failed') {
				const jobId = state.externalJobPostingId ?? task.jobId;
				rejections.push(dropped(jobId ?? task.urn, state.reason));
			} else if (overdue) {
				late.push(task);
			} else {
				running.push(task.kept);
			}
		}
		rejections.push(...(await lost(linkedIn, late)));
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

/** Of tasks that LinkedIn no longer tells of, as after days without n8n: the jobs that it does not know either. */
async function lost(
	linkedIn: Work['linkedIn'],
	tasks: ReadonlyArray<{ urn: string; jobId: string | undefined }>,
): Promise<Rejection[]> {
	const jobIds = tasks.flatMap(({ jobId }) => jobId ?? []);
	const known = jobIds.length > 0 ? await getJobStatus(linkedIn, jobIds) : undefined;
	return tasks
		.filter(({ jobId }) => jobId === undefined || !known?.has(jobId))
		.map(({ urn, jobId }) => dropped(jobId ?? urn, NO_RESULT));
}

/** LinkedIn has accepted a job, and dropped it. @param detail what it says of it, without its text */
export function dropped(recordId: string, detail: string): Rejection {
	return { kind: 'job', recordId, code: 'JOB_TASK_FAILED', detail };
}
