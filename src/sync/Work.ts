import type { AbsencePayload } from './AbsencePayload';
import type { Checkpoint } from './checkpoint';
import type { Outcome } from './Outcome';
import type { ReportReader } from './report/ReportReader';
import type { PeopleChoice, SyncContext } from './SyncContext';

/** What the user chose for a run over everything, or over everything that changed. */
export interface RunOptions extends PeopleChoice {
	jobs: boolean;
	/** Whether the deep pass runs. */
	details: boolean;
	/** Reads and judges, but sends nothing. */
	dryRun: boolean;
	/** After how many records a chunk ends; a page is never split. */
	chunkRecords: number;
	/** How long LinkedIn is left alone before the first question about a job's task. */
	jobCheckDelayMs: number;
}

/** What all steps of a run share; nothing of it changes. */
export interface Work extends SyncContext {
	readonly options: RunOptions;
	/** For runs that may be fed by a report. */
	readonly reportReader?: ReportReader;
	/** What is known of candidates who are parked: how far an earlier deletion has come. */
	readonly parkedPayloads?: (
		candidateIds: readonly string[],
	) => Promise<ReadonlyMap<string, AbsencePayload>>;
	/**
	 * Looks again, a few at a time, at what was parked before this run began and may settle by itself; for runs for changes.
	 */
	readonly retryParked?: (beganAtMs: number) => AsyncIterable<Outcome>;
}

/** What a page of work gives: where the work stands then, and what came of it. */
export interface StepResult {
	checkpoint: Checkpoint;
	/** Records that were sent, or would have been sent. */
	records: number;
	outcome: Partial<Outcome>;
	/** Whether the audit trail could be read; absent where it was not tried. */
	seesAudit?: boolean;
}

/**
 * Does work page by page, each with its result. Whoever runs it may stop after any of them.
 *
 * @param hasRoom whether so many records more would still fit into this chunk
 */
export type Step = (
	work: Work,
	checkpoint: Checkpoint,
	hasRoom: (recordsToCome: number) => boolean,
) => AsyncIterable<StepResult>;
