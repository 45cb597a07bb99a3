import type { Rejection } from '../mapping/Rejection';
import { listCandidates } from '../smartrecruiters/candidates';
import { listJobs } from '../smartrecruiters/jobs';
import { type BackfillOptions, BackfillRun } from '../sync/BackfillRun';
import {
	type Checkpoint,
	isDone,
	type JobState,
	parseCheckpoint,
	type PeopleState,
	startAfter,
	startCheckpoint,
} from '../sync/checkpoint';
import {
	ASSUMED_APPLICATIONS_PER_PERSON,
	type Estimate,
	estimate,
	type Limits,
} from '../sync/estimate';
import { activityOf, type Progress, stateOf, streamsOf, workLeft } from '../sync/progress';
import { runBackfillChunk } from '../sync/runBackfillChunk';
import { skipUnchanged } from '../sync/skipUnchanged';
import { jobWindow, peopleWindow } from '../sync/window';
import { type Clients, connect, type Connection } from './connect';

export interface BackfillInput {
	options: BackfillOptions;
	/** From the last progress item, as text or object; empty to begin. */
	checkpoint: unknown;
	/** How long this chunk may take, in milliseconds; a page at work is finished. */
	timeLimitMs: number;
}

export interface BackfillResult {
	progress: Progress;
	rejections: Rejection[];
}

/**
 * One bounded chunk of sending a company's jobs, candidates and applications to LinkedIn. Safe to repeat: every write
 * replaces by our own id. With the checkpoint of a finished run it sends what changed since that run began.
 *
 * @throws ConnectorError when a person has to act before anything could be done
 */
export async function backfill(
	connection: Connection,
	input: BackfillInput,
): Promise<BackfillResult> {
	const { effects } = connection;
	const { options } = input;
	const beganAtMs = effects.now();
	const { organizationUrn } = connection.linkedIn.settings;
	const given = parseCheckpoint(input.checkpoint, organizationUrn);
	const begin = whereToBegin(given, organizationUrn, options, beganAtMs);
	const deadlineMs = beganAtMs + input.timeLimitMs;
	const clients = connect(connection, deadlineMs, begin.quota);
	const isNew = begin !== given;
	const whole = isNew ? await estimateRun(connection, clients, begin, options) : undefined;

	const run = new BackfillRun(
		clients.smartRecruiters,
		clients.linkedIn,
		effects,
		options,
		deadlineMs,
		begin,
	);
	if (isNew && given) await skipUnchanged(run, given);
	const pause = await runBackfillChunk(run);

	const endedAtMs = effects.now();
	const requests = clients.requests();
	const checkpoint: Checkpoint = {
		...run.checkpoint,
		finishedAtMs: isDone(run.checkpoint) ? endedAtMs : null,
		activeMs: begin.activeMs + endedAtMs - beganAtMs,
		requests: {
			linkedIn: begin.requests.linkedIn + requests.linkedIn,
			smartRecruiters: begin.requests.smartRecruiters + requests.smartRecruiters,
		},
		quota: clients.quota(),
	};
	const elapsedMs = Math.max(1, endedAtMs - beganAtMs);
	const left = workLeft(checkpoint, { ...options, stagesOneByOne: stagesOneByOne(clients) });
	const state = stateOf(checkpoint, pause !== undefined);
	return {
		rejections: run.rejections,
		progress: {
			organization: organizationUrn,
			done: state === 'done',
			state,
			activity: activityOf(checkpoint),
			streams: streamsOf(checkpoint),
			records: run.sent,
			recordsPerMinute: Math.round((run.sent * 60_000) / elapsedMs),
			boundBy: pause?.limit ?? clients.ledger.binding(elapsedMs) ?? 'nothing',
			etaSeconds: state === 'done' ? 0 : left ? estimate(left, limitsOf(connection)).seconds : null,
			resumeAt: pause ? new Date(pause.resumeAtMs).toISOString() : null,
			rejected: run.rejections.length,
			startedAt: new Date(checkpoint.startedAtMs).toISOString(),
			finishedAt: checkpoint.finishedAtMs ? new Date(checkpoint.finishedAtMs).toISOString() : null,
			requests: checkpoint.requests,
			...(whole && { estimate: whole }),
			checkpoint: JSON.stringify(checkpoint),
		},
	};
}

function whereToBegin(
	given: Checkpoint | undefined,
	organizationUrn: string,
	options: BackfillOptions,
	nowMs: number,
): Checkpoint {
	const jobs: JobState = options.jobs ? 'submit' : 'done';
	const anyone = options.candidates || options.applications;
	if (!given) {
		const people: PeopleState = anyone ? 'fast' : 'done';
		return startCheckpoint(organizationUrn, nowMs, options.sinceMs, { jobs, people });
	}
	if (!isDone(given)) return given;
	return startAfter(given, nowMs, { jobs, people: anyone ? 'deep' : 'done' });
}

/** Two small requests tell how much there is, before anything is sent. */
async function estimateRun(
	connection: Connection,
	clients: Clients,
	begin: Checkpoint,
	options: BackfillOptions,
): Promise<Estimate> {
	const jobs = options.jobs
		? ((await listJobs(clients.smartRecruiters, { ...jobWindow(begin), limit: 1 })).totalFound ?? 0)
		: 0;
	const people =
		begin.people.state === 'done'
			? 0
			: ((await listCandidates(clients.smartRecruiters, { ...peopleWindow(begin), limit: 1 }))
					.totalFound ?? 0);
	return estimate(
		{
			jobs,
			fastPeople: begin.people.state === 'fast' ? people : 0,
			deepPeople: options.details || begin.people.state === 'deep' ? people : 0,
			applicationsPerPerson: ASSUMED_APPLICATIONS_PER_PERSON,
			stagesOneByOne: stagesOneByOne(clients),
			candidates: options.candidates,
			applications: options.applications,
		},
		limitsOf(connection),
	);
}

function stagesOneByOne({ linkedIn }: Clients): boolean {
	return linkedIn.form('applicationStages').below !== undefined;
}

function limitsOf({ linkedIn, smartRecruiters }: Connection): Limits {
	return {
		recordsPerMinute: linkedIn.settings.recordsPerMinute,
		linkedInRequestsPerDay: linkedIn.settings.requestsPerDay,
		smartRecruitersRequestsPerSecond: smartRecruiters.settings.requestsPerSecond,
	};
}
