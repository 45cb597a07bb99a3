import { ConnectorError } from '../errors/ConnectorError';
import { CursorError } from '../errors/CursorError';
import { LockLostError } from '../errors/LockLostError';
import type { LimitName } from '../errors/limitTexts';
import { PauseSignal } from '../errors/PauseSignal';
import { LONGEST_WAIT_MS } from '../http/retryTiming';
import { followAudit } from './changes/followAudit';
import { followTitles } from './changes/followTitles';
import { lookAtParked } from './changes/lookAtParked';
import { searchRetitled } from './changes/searchRetitled';
import { type Checkpoint, isDone } from './checkpoint';
import { checkJobTasks } from './jobs/checkJobTasks';
import { closeJobPages } from './jobs/closeJobPages';
import { MAX_PENDING_TASKS, submitJobPages } from './jobs/submitJobPages';
import { LIST_START } from './ListCursor';
import type { OpenStep } from './OpenStep';
import { joined, type Outcome } from './Outcome';
import { sendDetailPages } from './people/sendDetailPages';
import { sendDifferingPages } from './people/sendDifferingPages';
import { sendListPages } from './people/sendListPages';
import { requestReport, sendReport } from './report/sendReport';
import type { Step, StepResult, Work } from './Work';

const EXTRA_STEPS: readonly Step[] = [searchRetitled, followTitles, followAudit, lookAtParked];

/** How often one run begins a list anew before it gives up on it. */
const MAX_RESTARTS = 3;

/** Why a chunk ended although there is more to do now. */
export interface Pause {
	limit: LimitName;
	/** Epoch milliseconds. */
	resumeAtMs: number;
}

export interface Chunk {
	/** As earned: the writes behind it were acknowledged. */
	checkpoint: Checkpoint;
	records: number;
	outcome: Outcome;
	/** A limit says to wait longer than this run may. */
	pause?: Pause;
	/** What a person has to see; what was earned before it counts all the same. */
	failure?: ConnectorError;
	/** Whether the audit trail could be read; absent where it was not tried. */
	seesAudit?: boolean;
}

/** Steps that go on from one chunk to the next: their pages overlap, or are read ahead. */
const LASTING_STEPS: readonly Step[] = [sendListPages, sendReport, sendDetailPages];

/**
 * Works until the chunk is full, its time is over, a limit says to wait longer than that, something fails, or nothing is
 * left to do.
 *
 * @param lasting what the chunk before left open, and this one may leave open for the next: whoever hands it in closes it
 * @throws what is no ConnectorError, and LockLostError: nothing may be stored then
 */
export async function runChunk(
	work: Work,
	begin: Checkpoint,
	deadlineMs: number,
	lasting: OpenStep,
): Promise<Chunk> {
	const { effects, options } = work;
	let checkpoint = begin;
	const results: StepResult[] = [];
	const records = (): number => results.reduce((sum, one) => sum + one.records, 0);
	const hasRoom = (recordsToCome = 0): boolean =>
		records() + recordsToCome < options.chunkRecords && effects.now() < deadlineMs;
	const ended = (end: Pick<Chunk, 'pause' | 'failure'> = {}): Chunk => {
		const sees = results.flatMap(({ seesAudit }) => seesAudit ?? []).at(-1);
		return {
			checkpoint,
			records: records(),
			outcome: joined(results.map(({ outcome }) => outcome)),
			...end,
			...(sees !== undefined && { seesAudit: sees }),
		};
	};
	while (!isDone(checkpoint)) {
		const step = nextStep(checkpoint, effects.now());
		if (step === 'wait') {
			const { tasksDueAtMs } = checkpoint;
			const waitMs = tasksDueAtMs - effects.now();
			if (waitMs > LONGEST_WAIT_MS || tasksDueAtMs > deadlineMs + LONGEST_WAIT_MS)
				return ended({ pause: { limit: 'linkedInJobs', resumeAtMs: tasksDueAtMs } });
			await effects.sleep(waitMs);
			continue;
		}
		// What is parked is looked at when everything before is stored: it may have settled some of it.
		if (step === lookAtParked && results.length > 0) return ended();
		try {
			if (LASTING_STEPS.includes(step)) {
				const hasTime = (): boolean => effects.now() < deadlineMs;
				const pages = await lasting.from(step, work, checkpoint, hasTime);
				for (let next = await pages.next(); !next.done; next = await pages.next()) {
					results.push(next.value);
					({ checkpoint } = next.value);
					if (records() < options.chunkRecords) continue;
					lasting.keep(step, checkpoint, pages);
					return ended();
				}
				if (!hasTime()) return ended();
				continue;
			}
			for await (const result of step(work, checkpoint, hasRoom)) {
				results.push(result);
				({ checkpoint } = result);
				if (!hasRoom()) return ended();
			}
		} catch (error) {
			if (error instanceof PauseSignal)
				return ended({ pause: { limit: error.limit, resumeAtMs: error.resumeAtMs } });
			if (error instanceof CursorError) {
				const tooOften = checkpoint.restarts >= MAX_RESTARTS;
				checkpoint = restarted(checkpoint, step);
				if (!tooOften) continue;
				// The cursor that led nowhere must not be where the next run goes on.
				checkpoint = { ...checkpoint, restarts: 0 };
			}
			if (error instanceof ConnectorError && !(error instanceof LockLostError))
				return ended({ failure: error });
			throw error;
		}
	}
	return ended();
}

/** Jobs first; while LinkedIn processes them, people; what LinkedIn made of the jobs as soon as it is due. */
function nextStep(checkpoint: Checkpoint, nowMs: number): Step | 'wait' {
	const { jobs, people, extras, jobTasks, tasksDueAtMs, report } = checkpoint;
	const usesReport = people.state === 'fast' || people.state === 'report';
	if (usesReport && report?.fileId === null) return requestReport;
	const awaiting =
		jobs.state === 'await' || jobs.state === 'awaitClose' || jobTasks.length >= MAX_PENDING_TASKS;
	if (awaiting && (jobTasks.length === 0 || nowMs >= tasksDueAtMs)) return checkJobTasks;
	if (jobs.state === 'submit' && !awaiting) return submitJobPages;
	if (jobs.state === 'close' && !awaiting) return closeJobPages;
	if (people.state === 'fast') return sendListPages;
	if (people.state === 'report') return sendReport;
	if (people.state === 'deep') return sendDetailPages;
	if (people.state === 'compare') return sendDifferingPages;
	if (extras.state === 'search') return searchRetitled;
	if (extras.state === 'titles') return followTitles;
	if (extras.state === 'audit') return followAudit;
	if (extras.state === 'parked') return lookAtParked;
	return 'wait';
}

/** Reads a list from its beginning again: writes are upserts, so the repetition does no harm. */
function restarted(checkpoint: Checkpoint, step: Step): Checkpoint {
	const restarts = checkpoint.restarts + 1;
	const fresh = { done: 0, rejected: 0, leftOut: 0, total: null };
	const { counts } = checkpoint;
	if (EXTRA_STEPS.includes(step))
		return { ...checkpoint, restarts, extras: { ...checkpoint.extras, ...LIST_START } };
	if (step === submitJobPages || step === closeJobPages)
		return {
			...checkpoint,
			restarts,
			jobs: { ...checkpoint.jobs, ...LIST_START },
			counts: { ...counts, ...(step === submitJobPages && { jobs: fresh }) },
		};
	const compares = step === sendDifferingPages;
	return {
		...checkpoint,
		restarts,
		people: { ...checkpoint.people, ...LIST_START },
		compared: checkpoint.compared && { unchanged: 0, differing: 0 },
		counts: {
			...counts,
			...((compares || step === sendListPages) && { candidates: fresh, applications: fresh }),
			...((compares || step !== sendListPages) && { details: fresh }),
		},
	};
}
