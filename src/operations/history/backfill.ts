import { listCandidates } from '../../smartrecruiters/candidates';
import type { SharingRules } from '../../mapping/SharingRules';
import { listJobs } from '../../smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import {
	type Checkpoint,
	isDone,
	type JobState,
	parseCheckpoint,
	type PeopleState,
	startAfter,
	startCheckpoint,
} from '../../sync/checkpoint';
import { checkReport } from '../../sync/report/checkReport';
import { startReport } from '../../sync/report/ReportState';
import { ASSUMED_APPLICATIONS_PER_PERSON, type Estimate, estimate } from '../../sync/estimate';
import { skipUnchanged } from '../../sync/skipUnchanged';
import { jobWindow, peopleWindow } from '../../sync/window';
import type { RunOptions } from '../../sync/Work';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';
import { chooseProfileUrl } from './chooseProfileUrl';
import { openRepositories, type Repositories } from './openRepositories';
import type { RunResult } from './RunReport';
import { limitsOf, stagesOneByOne } from './limitsOf';
import { pausedReport, runChunks, type RunPlan } from './runChunks';
import { runStream } from './runStream';

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

/** The rest of LinkedIn's requests a day is left to live changes. */
const DAY_SHARE = 0.85;

/**
 * Sends a company's jobs, candidates and applications to LinkedIn, once; goes on where the last run stopped. Safe to
 * repeat: every write replaces by our own id. A dry run sends and stores nothing.
 *
 * @throws ConnectorError when a person has to act
 */
export async function backfill(runtime: Runtime, input: BackfillInput): Promise<RunResult> {
	if (input.options.dryRun) return await dryRun(runtime, input);
	return await runStream(runtime, 'backfill', input.atOnce, async (repositories, row, nowMs) => {
		const given = parseCheckpoint(row?.checkpoint ?? '');
		if (given && isDone(given) && !input.startAgain) return { state: 'done', message: '' };
		if (!given) {
			// What was deleted when an old connection ended says nothing about the new one.
			await repositories.deletions.forgetDisconnected();
			await repositories.progress.forget('removal');
		}
		return await planOf(runtime, repositories, input, given, nowMs);
	});
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
	const prepare = async (clients: Clients) => {
		const { smartRecruiters } = clients;
		const isFed = !given && reportId !== '' && begin.people.state === 'fast';
		const first = isFed
			? await beginWithReport(smartRecruiters, begin, reportId, await settings.sharing())
			: begin;
		const whole = await estimateRun(runtime, clients, first, options);
		if (given) return { begin: await skipUnchanged(smartRecruiters, first, given), whole };
		return { begin: options.dryRun ? begin : first, whole };
	};
	return {
		stream: 'backfill',
		options,
		begin,
		timeLimitMs,
		dayShare: DAY_SHARE,
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

/** A run that is fed by a report reads list pages only where the report does not tell who may leave. */
async function beginWithReport(
	api: SmartRecruitersApi,
	begin: Checkpoint,
	reportId: string,
	{ consent }: SharingRules,
): Promise<Checkpoint> {
	const tellsTags = await checkReport(api, reportId);
	const clearedBy =
		tellsTags && consent === 'everyone' && begin.sinceMs === null ? 'tags' : 'lists';
	return {
		...begin,
		report: startReport(reportId, clearedBy),
		people: { ...begin.people, state: clearedBy === 'tags' ? 'report' : 'fast' },
	};
}

/** Two small requests tell how much there is, before anything is sent. */
async function estimateRun(
	runtime: Runtime,
	clients: Clients,
	begin: Checkpoint,
	options: RunOptions,
): Promise<Estimate> {
	const { smartRecruiters } = clients;
	const jobs = options.jobs
		? ((await listJobs(smartRecruiters, { ...jobWindow(begin), limit: 1 })).totalFound ?? 0)
		: 0;
	const people =
		begin.people.state === 'done'
			? 0
			: ((await listCandidates(smartRecruiters, { ...peopleWindow(begin), limit: 1 })).totalFound ??
				0);
	return estimate(
		{
			jobs,
			fastPeople: begin.people.state === 'fast' ? people : 0,
			reportPeople: begin.report ? people : 0,
			deepPeople: options.details || begin.people.state === 'deep' ? people : 0,
			applicationsPerPerson: ASSUMED_APPLICATIONS_PER_PERSON,
			stagesOneByOne: stagesOneByOne(clients),
			candidates: options.candidates,
			applications: options.applications,
		},
		limitsOf(runtime),
	);
}
