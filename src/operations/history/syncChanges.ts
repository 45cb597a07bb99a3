import { chunks } from '../../basics/chunks';
import { MINUTE_MS } from '../../basics/durations';
import {
	type Checkpoint,
	isDone,
	type JobState,
	parseCheckpoint,
	type PeopleState,
	startAfter,
} from '../../sync/checkpoint';
import { LIST_START } from '../../sync/ListCursor';
import type { Outcome } from '../../sync/Outcome';
import { retryParked } from '../../sync/records/retryParked';
import { skipUnchanged } from '../../sync/skipUnchanged';
import type { SyncContext } from '../../sync/SyncContext';
import type { RunOptions } from '../../sync/Work';
import type { Runtime } from '../Runtime';
import { chooseProfileUrl } from './chooseProfileUrl';
import type { Repositories } from './openRepositories';
import type { RunResult } from './RunReport';
import { runStream } from './runStream';
import { syncRecords } from './syncRecords';
import { syncVisibility } from './syncVisibility';

export interface ChangesInput {
	/** Empty for the admin's choice. */
	profileUrl: string;
	chunkRecords: number;
	jobCheckDelayMs: number;
	timeLimitMs: number;
	/** Whether a time that the last run set for going on is ignored. */
	atOnce: boolean;
}

/** How many parked records are tried again in one run. */
const MOST_RETRIED = 100;
/** How many of them at once, before the work may rest. */
const AT_ONCE = 10;

/**
 * Sends what changed since the run before, with ten minutes of overlap: jobs, people with their applications,
 * applications of jobs with a new title, what was deleted or merged; and tries again what is parked and may settle by
 * itself. It finds what no webhook told. The first run begins where the backfill began.
 *
 * @throws ConnectorError when a person has to act
 */
export async function syncChanges(runtime: Runtime, input: ChangesInput): Promise<RunResult> {
	const { chunkRecords, jobCheckDelayMs } = input;
	const beganAtMs = runtime.effects.now();
	// What a killed run of Sync Records has left in its queue.
	const queued = await syncRecords(runtime, { ...input, items: [] });
	const timeLimitMs = Math.max(1, input.timeLimitMs + beganAtMs - runtime.effects.now());
	const { report, rejections } = await runStream(
		runtime,
		{ stream: 'changes', atOnce: input.atOnce },
		async (repositories, row, nowMs) => {
			const profileUrl = await chooseProfileUrl(repositories.settings, input.profileUrl);
			const own = parseCheckpoint(row?.checkpoint ?? '');
			const first = await repositories.progress.read('backfill');
			const before = own ?? parseCheckpoint(first?.checkpoint ?? '');
			if (!before || (!own && !isDone(before))) {
				return {
					state: 'waiting',
					message: before
						? 'The backfill is not finished yet: changes are sent from its beginning on.'
						: 'There was no backfill yet: run Backfill first, changes are sent from its beginning on.',
				};
			}
			const options: RunOptions = {
				jobs: true,
				candidates: true,
				applications: true,
				details: true,
				dryRun: false,
				profileUrl,
				chunkRecords,
				jobCheckDelayMs,
			};
			const isNew = isDone(before);
			const begin = isNew ? beginAnew(before, nowMs) : before;
			return {
				stream: 'changes',
				options,
				begin,
				timeLimitMs,
				tellsParts: false,
				retryParked: (context, beganAtMs) => retrySome(repositories, context, options, beganAtMs),
				...(isNew && {
					prepare: async ({ smartRecruiters }) => ({
						begin: await skipUnchanged(smartRecruiters, begin, before),
					}),
				}),
			};
		},
	);
	const rest = Math.max(MINUTE_MS, input.timeLimitMs + beganAtMs - runtime.effects.now());
	const works = report.state === 'done' || report.state === 'running';
	const seen = works
		? await syncVisibility(runtime, {
				scope: 'due',
				jobIds: [],
				timeLimitMs: rest,
				jobCheckDelayMs,
			})
		: undefined;
	return {
		report: {
			...report,
			rejected: report.rejected + (seen?.rejections.length ?? 0),
		},
		rejections: [...queued.rejections, ...rejections, ...(seen?.rejections ?? [])],
	};
}

function beginAnew(finished: Checkpoint, nowMs: number): Checkpoint {
	const first: { jobs: JobState; people: PeopleState } = { jobs: 'submit', people: 'deep' };
	const begin = startAfter(finished, nowMs, first);
	return { ...begin, extras: { state: 'search', jobIds: [], ...LIST_START } };
}

/** Those that were tried the longest ago; none that this run has tried, or parked, itself. */
async function* retrySome(
	{ parked }: Repositories,
	context: SyncContext,
	options: RunOptions,
	beganAtMs: number,
): AsyncGenerator<Outcome> {
	const began = new Date(beganAtMs).toISOString();
	const due = (await parked.retryable()).filter(({ lastSeenAt }) => lastSeenAt <= began);
	due.sort((a, b) => (a.lastSeenAt < b.lastSeenAt ? -1 : 1));
	const rows = due.slice(0, MOST_RETRIED);
	for (const some of chunks(rows, AT_ONCE)) yield await retryParked(context, some, options);
}
