import type { LimitText } from '../../errors/limitTexts';
import type { Rejection } from '../../mapping/Rejection';
import type { SyncRow } from '../../state/tables';
import { STREAMS } from '../../sync/checkpoint';
import type { Estimate } from '../../sync/estimate';
import type { StreamProgress } from '../../sync/progress';
import type { Repositories } from './openRepositories';

/** What a run tells of itself: the progress item of Backfill and Sync Changes. */
export interface RunReport {
	organization: string;
	/**
	 * `running`: the time was over, and there is more to do. `waiting`: something has to happen first, which `message` tells,
	 * or a limit says to wait until `resumeAt`. `busy`: another run is at work. `estimated`: a dry run.
	 */
	state: 'done' | 'running' | 'waiting' | 'busy' | 'estimated';
	/** Whether this very run has finished the work, so that somebody can be told once. */
	finished: boolean;
	/** What is being done, for people. */
	activity: string;
	/** What a person should know; empty when all is well. */
	message: string;
	streams: StreamProgress[];
	/** Records of this run. */
	records: number;
	recordsPerMinute: number;
	/** The limit that binds, or that nothing does. */
	boundBy: LimitText | 'nothing';
	/** Seconds that the rest takes at least; null when nothing is known yet. */
	etaSeconds: number | null;
	/** ISO 8601, or null when there is nothing to wait for. */
	resumeAt: string | null;
	busyUntil: string | null;
	/** Of this run. */
	rejected: number;
	deleted: number;
	/** People of this run who were kept back by a sharing rule. */
	withheld: number;
	startedAt: string | null;
	finishedAt: string | null;
	/** For the whole work so far. */
	requests: { linkedIn: number; smartRecruiters: number };
	/** What the whole work takes, told before anything is sent. */
	estimate: (Omit<Estimate, 'boundBy'> & { boundBy: LimitText }) | null;
	/** Whether the audit trail could be read; null where it was not tried. */
	seesAudit: boolean | null;
}

export interface RunResult {
	report: RunReport;
	/** Records that did not go; they are parked, unless it was a dry run. */
	rejections: Rejection[];
}

/** Why there is nothing to do now. */
export type Resting = Pick<RunReport, 'state' | 'message'> & Partial<RunReport>;

/** A run that does nothing now, and says why; the rest is as the last run left it. */
export async function restingReport(
	repositories: Repositories,
	stream: SyncRow['stream'],
	change: Resting,
): Promise<RunResult> {
	return restingOf(repositories, stream, await repositories.progress.list(), change);
}

/** The same, where all rows of the organization's streams are known. */
export function restingOf(
	{ organization }: Pick<Repositories, 'organization'>,
	stream: SyncRow['stream'],
	rows: readonly SyncRow[],
	change: Resting,
): RunResult {
	const row = rows.find((one) => one.stream === stream);
	const resting: RunReport = {
		organization,
		finished: false,
		activity: row?.activity ?? '',
		streams: STREAMS.map((name) => {
			const of = rows.find((one) => one.stream === name);
			return {
				stream: name,
				done: of?.done ?? 0,
				total: of?.total ? of.total : null,
				rejected: of?.rejected ?? 0,
			};
		}),
		records: 0,
		recordsPerMinute: 0,
		boundBy: 'nothing',
		etaSeconds: change.state === 'done' ? 0 : null,
		resumeAt: null,
		busyUntil: null,
		rejected: 0,
		deleted: 0,
		withheld: 0,
		startedAt: row?.startedAt ? row.startedAt : null,
		finishedAt: row?.finishedAt ? row.finishedAt : null,
		requests: { linkedIn: 0, smartRecruiters: 0 },
		estimate: null,
		seesAudit: null,
		...change,
	};
	return { report: resting, rejections: [] };
}
