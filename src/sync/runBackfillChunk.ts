import { ConnectorError } from '../errors/ConnectorError';
import { CursorError } from '../errors/CursorError';
import type { LimitName } from '../errors/LimitName';
import { PauseSignal } from '../errors/PauseSignal';
import { LONGEST_WAIT_MS } from '../http/retryTiming';
import type { BackfillRun } from './BackfillRun';
import { isDone } from './checkpoint';
import { followAudit } from './changes/followAudit';
import { followTitles } from './changes/followTitles';
import { checkJobTasks } from './jobs/checkJobTasks';
import { closeJobPages } from './jobs/closeJobPages';
import { MAX_PENDING_TASKS, submitJobPages } from './jobs/submitJobPages';
import { sendDetailPages } from './people/sendDetailPages';
import { sendListPages } from './people/sendListPages';

/** How often one run begins a list anew before it gives up on it. */
const MAX_RESTARTS = 3;

/** Why a chunk ended although there is more to do now. */
export interface Pause {
	limit: LimitName;
	/** Epoch milliseconds. */
	resumeAtMs: number;
}

/**
 * Works until the chunk is full, its time is over, a limit says to wait longer than that, or nothing is left to do.
 * What was earned is in `run.checkpoint`. An error that a person has to see is thrown at once when nothing was earned,
 * and otherwise by the next chunk.
 */
export async function runBackfillChunk(run: BackfillRun): Promise<Pause | undefined> {
	const begin = run.checkpoint;
	while (!isDone(run.checkpoint)) {
		const step = nextStep(run);
		if (step === 'wait') {
			const waitMs = run.checkpoint.tasksDueAtMs - run.effects.now();
			if (waitMs > LONGEST_WAIT_MS) {
				return { limit: 'LinkedIn job processing', resumeAtMs: run.checkpoint.tasksDueAtMs };
			}
			await run.effects.sleep(waitMs);
			continue;
		}
		try {
			await step(run);
		} catch (error) {
			if (error instanceof PauseSignal) return { limit: error.limit, resumeAtMs: error.resumeAtMs };
			if (error instanceof CursorError && run.checkpoint.restarts < MAX_RESTARTS) {
				restartList(run, step);
				continue;
			}
			if (error instanceof ConnectorError && run.checkpoint !== begin) return undefined;
			throw error;
		}
		if (!run.hasRoom()) return undefined;
	}
	return undefined;
}

type Step = (run: BackfillRun) => Promise<void>;

/** Jobs first; while LinkedIn processes them, people; what LinkedIn made of the jobs as soon as it is due. */
function nextStep(run: BackfillRun): Step | 'wait' {
	const { jobs, people, extras, jobTasks, tasksDueAtMs } = run.checkpoint;
	const awaiting =
		jobs.state === 'await' || jobs.state === 'awaitClose' || jobTasks.length >= MAX_PENDING_TASKS;
	if (awaiting && (jobTasks.length === 0 || run.effects.now() >= tasksDueAtMs))
		return checkJobTasks;
	if (jobs.state === 'submit' && !awaiting) return submitJobPages;
	if (jobs.state === 'close' && !awaiting) return closeJobPages;
	if (people.state === 'fast') return sendListPages;
	if (people.state === 'deep') return sendDetailPages;
	if (extras.state === 'titles') return followTitles;
	if (extras.state === 'audit') return followAudit;
	return 'wait';
}

/** Reads a list from its beginning again: writes are upserts, so the repetition does no harm. */
function restartList(run: BackfillRun, step: Step): void {
	const { checkpoint } = run;
	const fresh = { done: 0, rejected: 0, leftOut: 0, total: null };
	const { counts } = checkpoint;
	run.aborted = false;
	if (step === followTitles || step === followAudit) {
		const extras = { ...checkpoint.extras, pageId: null };
		run.checkpoint = { ...checkpoint, restarts: checkpoint.restarts + 1, extras };
		return;
	}
	run.checkpoint = {
		...checkpoint,
		restarts: checkpoint.restarts + 1,
		...(step === submitJobPages || step === closeJobPages
			? {
					jobs: { ...checkpoint.jobs, pageId: null },
					counts: { ...counts, ...(step === submitJobPages && { jobs: fresh }) },
				}
			: {
					people: { ...checkpoint.people, pageId: null },
					counts:
						step === sendListPages
							? { ...counts, candidates: fresh, applications: fresh }
							: { ...counts, details: fresh },
				}),
	};
}
