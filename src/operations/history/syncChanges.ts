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
import { skipUnchanged } from '../../sync/skipUnchanged';
import { connect, type Connection } from '../connect';
import { type ChunkResult, runChunk } from './runChunk';

export interface ChangesInput {
	options: Omit<BackfillOptions, 'details' | 'dryRun' | 'sinceMs'>;
	/** From the last progress item; empty to begin. One of a finished backfill is as good. */
	checkpoint: unknown;
	/** Epoch milliseconds; used when there is no checkpoint. */
	sinceMs: number;
	timeLimitMs: number;
}

/**
 * One bounded chunk of sending what changed since the run before, with ten minutes of overlap: jobs, people with their
 * applications, applications of jobs with a new title, and what was deleted or merged. It finds what no webhook told.
 *
 * @throws ConnectorError when a person has to act before anything could be done
 */
export async function syncChanges(
	connection: Connection,
	input: ChangesInput,
): Promise<ChunkResult> {
	const beganAtMs = connection.effects.now();
	const { organizationUrn } = connection.linkedIn.settings;
	const options: BackfillOptions = {
		...input.options,
		details: true,
		dryRun: false,
		sinceMs: null,
	};
	const given = parseCheckpoint(input.checkpoint, organizationUrn);
	const isNew = !given || isDone(given);
	const begin = isNew
		? beginAnew(given, organizationUrn, input.sinceMs, beganAtMs, options)
		: given;
	const deadlineMs = beganAtMs + input.timeLimitMs;
	return await runChunk(connection, {
		clients: connect(connection, deadlineMs, begin.quota),
		options,
		begin,
		beganAtMs,
		deadlineMs,
		...(isNew && given && { before: async (run) => await skipUnchanged(run, given) }),
	});
}

function beginAnew(
	given: Checkpoint | undefined,
	organizationUrn: string,
	sinceMs: number,
	nowMs: number,
	options: BackfillOptions,
): Checkpoint {
	const jobs: JobState = options.jobs ? 'submit' : 'done';
	const people: PeopleState = options.candidates || options.applications ? 'deep' : 'done';
	const first = { jobs, people };
	const begin: Checkpoint = given
		? startAfter(given, nowMs, first)
		: {
				...startCheckpoint(organizationUrn, nowMs, null, first),
				previousStartedAtMs: sinceMs,
				held: 'yes',
			};
	return { ...begin, extras: { state: 'titles', jobIds: null, pageId: null } };
}
