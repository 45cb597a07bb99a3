import {
	type Checkpoint,
	isDone,
	type JobState,
	parseCheckpoint,
	type PeopleState,
	startAfter,
	startCheckpoint,
} from '../../sync/checkpoint';
import type { SyncRow } from '../../state/tables';
import { skipUnchanged } from '../../sync/skipUnchanged';
import type { RunOptions } from '../../sync/Work';
import { BACKGROUND_CEILING } from '../budgets/backgroundCeiling';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';
import { beginWithReport } from './beginWithReport';
import { chooseProfileUrl } from './chooseProfileUrl';
import { estimateRun } from './estimateRun';
import { openRepositories, type Repositories } from './openRepositories';
import type { Resting, RunResult } from './RunReport';
import { pausedReport, runChunks, type RunPlan } from './runChunks';
import { runStream } from './runStream';
import { workOffVisibility } from './workOffVisibility';

export interface BackfillInput {
	/** Empty for the admin's choice. */
	options: RunOptions;
	/** SmartRecruiters' id of the report that gives details; empty for candidate by candidate alone. */
	reportId?: string;
	/** Epoch milliseconds, or null for everything. It counts for a backfill that begins. */
	sinceMs: number | null;
	/** After a finished backfill: whether what changed since is sent. */
	startAgain: boolean;
	timeLimitMs: number;
	/** Whether a time that the last run set for going on is ignored. */
	atOnce: boolean;
}

/**
 * Sends a company's jobs, candidates and applications to LinkedIn, once; goes on where the last run stopped. Safe to
 * repeat: every write replaces by our own id. When everything is sent, it goes on with what waits of who sees it. A dry run sends and stores nothing.
 *
 * @throws ConnectorError when a person has to act
 */
export async function backfill(runtime: Runtime, input: BackfillInput): Promise<RunResult> {
	if (input.options.dryRun) return await dryRun(runtime, input);
	const rest = (row: SyncRow | undefined): Resting | undefined => {
		const given = parseCheckpoint(row?.checkpoint ?? '');
		return given && isDone(given) && !input.startAgain ? { state: 'done', message: '' } : undefined;
	};
	const result = await runStream(
		runtime,
		{ stream: 'backfill', atOnce: input.atOnce, rest },
		async (repositories, row, nowMs) => {
			const given = parseCheckpoint(row?.checkpoint ?? '');
			if (!given) {
				// What was deleted when an old connection ended says nothing about the new one.
				await repositories.deletions.forgetDisconnected();
				await repositories.progress.forget('removal');
			}
			return await planOf(runtime, repositories, input, given, nowMs);
		},
	);
	if (result.report.state !== 'done') return result;
	const { timeLimitMs, options } = input;
	const { jobCheckDelayMs } = options;
	const seen = await workOffVisibility(runtime, { timeLimitMs, jobCheckDelayMs });
	return {
		report: { ...result.report, rejected: result.report.rejected + seen.length },
		rejections: [...result.rejections, ...seen],
	};
}

async function dryRun(runtime: Runtime, input: BackfillInput): Promise<RunResult> {
	const repositories = openRepositories(runtime);
	try {
		const nowMs = runtime.effects.now();
		const plan = await planOf(runtime, repositories, input, undefined, nowMs);
		return await runChunks(runtime, repositories, plan);
	} catch (error) {
		return await pausedReport(repositories, 'backfill', error);
	}
}

async function planOf(
	runtime: Runtime,
	{ settings }: Repositories,
	{ options: chosen, reportId = '', sinceMs, timeLimitMs }: BackfillInput,
	given: Checkpoint | undefined,
	nowMs: number,
): Promise<RunPlan> {
	const options = { ...chosen, profileUrl: await chooseProfileUrl(settings, chosen.profileUrl) };
	const begin = whereToBegin(given, options, sinceMs, nowMs);
	const pace = { timeLimitMs, dayCeiling: BACKGROUND_CEILING };
	const prepare = async (clients: Clients) => {
		const { smartRecruiters } = clients;
		const isFed = !given && reportId !== '' && begin.people.state === 'fast';
		const first = isFed
			? await beginWithReport(smartRecruiters, begin, reportId, await settings.sharing())
			: begin;
		const whole = await estimateRun(runtime, clients, first, options, pace);
		if (given) return { begin: await skipUnchanged(smartRecruiters, first, given), whole };
		return { begin: options.dryRun ? begin : first, whole };
	};
	return {
		stream: 'backfill',
		options,
		begin,
		...pace,
		tellsParts: true,
		...(begin !== given && { prepare }),
	};
}

function whereToBegin(
	given: Checkpoint | undefined,
	options: RunOptions,
	sinceMs: number | null,
	nowMs: number,
): Checkpoint {
	if (given && !isDone(given)) return given;
	const jobs: JobState = options.jobs ? 'submit' : 'done';
	const anyone = options.candidates || options.applications;
	const first: PeopleState = given ? 'deep' : 'fast';
	const people = anyone ? first : 'done';
	return given
		? startAfter(given, nowMs, { jobs, people })
		: startCheckpoint(nowMs, sinceMs, { jobs, people });
}
