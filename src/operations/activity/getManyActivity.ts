import { ConfigurationError } from '../../errors/ConfigurationError';
import { type ActivityEvent, type ActivityKind, versionMs } from '../../linkedin/activityEvent';
import type { LinkedInSide, World } from '../connect';
import { openActivity } from './openActivity';
import { planStreamsOf } from './readingStream';
import { StreamReader } from './StreamReader';

export interface GetManyInput {
	seat: string;
	contract: string;
	kinds: readonly ActivityKind[];
	/** Epoch milliseconds; up to but not including `toMs`. */
	fromMs: number;
	toMs: number;
	/** How many at most, the newest; all when absent. */
	limit?: number;
	/** In milliseconds; a page at work is finished. */
	timeLimitMs: number;
}

export interface GetManyResult {
	/** The newest first. */
	events: ActivityEvent[];
	/** What a person should know; empty when all is well. */
	message: string;
	calls: number;
}

/**
 * A seat's past InMails, notes and contact details, the newest first. Keeps nothing.
 *
 * @throws ConfigurationError when all were wanted, and the time was over before
 * @throws PauseSignal when all were wanted, and a limit of LinkedIn lets no more through
 * @throws ConnectorError when LinkedIn refuses what was asked for
 */
export async function getManyActivity(
	side: LinkedInSide,
	world: World,
	input: GetManyInput,
): Promise<GetManyResult> {
	const { seat, contract, fromMs, toMs, kinds, limit } = input;
	const deadlineMs = world.effects.now() + input.timeLimitMs;
	const open = openActivity(side, world, deadlineMs);
	const streams = planStreamsOf([{ seat, contract, fromMs, toMs }], kinds);
	const reader = new StreamReader(open.reader, streams, deadlineMs);
	const most = limit ?? Number.POSITIVE_INFINITY;
	const events: ActivityEvent[] = [];
	// Each list is read from the newest window to the oldest: what one still has may be newer than what others gave.
	const lastMs = (): number => newestFirst(events)[most - 1]?.atMs ?? 0;
	const isOpen = (): boolean => reader.left.some(({ untilMs }) => untilMs > lastMs());
	while (!reader.over && isOpen()) {
		const maxEvents = Math.max(1, most - events.length);
		const bounds = { maxEvents, maxMs: input.timeLimitMs, newerThanMs: lastMs() };
		events.push(...(await reader.readChunk(bounds)));
	}
	const [failure] = reader.failures;
	if (failure && (limit === undefined || events.length === 0)) throw failure.error;
	const cut = isOpen();
	const untilMs = Math.max(...reader.left.map((stream) => stream.untilMs));
	if (cut && limit === undefined) {
		if (reader.pause) throw reader.pause;
		throw new ConfigurationError(
			`The time limit was reached before everything was read; it was read back to ${new Date(untilMs).toISOString()}`,
			'Raise "Time Limit (Minutes)", choose a later "From", or switch "Return All" off.',
		);
	}
	const why = reader.pause ? `Paused: ${reader.pause.limitText}` : 'The time limit is reached';
	const message = cut
		? `${why}: it was read back to ${new Date(untilMs).toISOString()}.`
		: (failure?.error.message ?? '');
	const newest = newestFirst(events).slice(0, limit);
	return { events: newest.map(({ event }) => event), message, calls: open.calls() };
}

function newestFirst(
	events: readonly ActivityEvent[],
): Array<{ event: ActivityEvent; atMs: number }> {
	return events.map((event) => ({ event, atMs: versionMs(event) })).sort((a, b) => b.atMs - a.atMs);
}
