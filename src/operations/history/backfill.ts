import { listCandidates } from '../../smartrecruiters/candidates';
import { listJobs } from '../../smartrecruiters/jobs';
import type { BackfillOptions } from '../../sync/BackfillRun';
import {
	type Checkpoint,
	isDone,
	type JobState,
	parseCheckpoint,
	type PeopleState,
	startAfter,
	startCheckpoint,
} from '../../sync/checkpoint';
import { ASSUMED_APPLICATIONS_PER_PERSON, type Estimate, estimate } from '../../sync/estimate';
import { skipUnchanged } from '../../sync/skipUnchanged';
import { jobWindow, peopleWindow } from '../../sync/window';
import { type Clients, connect, type Connection } from '../connect';
import { type ChunkResult, limitsOf, runChunk, stagesOneByOne } from './runChunk';

export interface BackfillInput {
	options: BackfillOptions;
	/** From the last progress item, as text or object; empty to begin. */
	checkpoint: unknown;
	/** How long this chunk may take, in milliseconds; a page at work is finished. */
	timeLimitMs: number;
	/** Which part of LinkedIn's requests a day this run may take, from 0 to 1; the rest is left to live changes. */
	dayShare?: number;
}

/**
 * One bounded chunk of sending a company's jobs, candidates and applications to LinkedIn. Safe to repeat: every write
 * replaces by our own id. With the checkpoint of a finished run it sends what changed since that run began.
 *
 * @throws ConnectorError when a person has to act before anything could be done
 */
export async function backfill(connection: Connection, input: BackfillInput): Promise<ChunkResult> {
	const { effects } = connection;
	const { options } = input;
	const beganAtMs = effects.now();
	const { organizationUrn } = connection.linkedIn.settings;
	const given = parseCheckpoint(input.checkpoint, organizationUrn);
	const begin = whereToBegin(given, organizationUrn, options, beganAtMs);
	const deadlineMs = beganAtMs + input.timeLimitMs;
	const clients = connect(connection, deadlineMs, begin.quota, input.dayShare);
	const isNew = begin !== given;
	const whole = isNew ? await estimateRun(connection, clients, begin, options) : undefined;

	return await runChunk(connection, {
		clients,
		options,
		begin,
		beganAtMs,
		deadlineMs,
		whole,
		...(isNew && given && { before: async (run) => await skipUnchanged(run, given) }),
	});
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
