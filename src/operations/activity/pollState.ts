import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';
import {
	type ActivityEvent,
	type ActivityKind,
	contentHash,
	versionMs,
} from '../../linkedin/activityEvent';
import { type TimeRange, WindowPositionSchema } from '../../linkedin/readWindow';
import { LONGEST_WINDOW_MS } from './readingStream';

/** What happened so shortly before a poll may not be given out yet. */
export const SETTLE_MS = 120_000;
/** Read again in any case: more than clocks go wrong, and more than LinkedIn takes to show something. */
const LEAST_OVERLAP_MS = 600_000;

/**
 * How many versions a stream remembers. What is no longer remembered is not read again, so these numbers also bound
 * what an overlap costs: with them it fits into one page.
 */
const MEMORY: Record<ActivityKind, { usual: number; most: number }> = {
	inMail: { usual: 6, most: 60 },
	prospectNote: { usual: 50, most: 500 },
	stub: { usual: 50, most: 500 },
};

const StreamSchema = z.object({
	/** Up to here everything was read. */
	readToMs: z.number(),
	/** Nothing before this is read again. */
	floorMs: z.number(),
	/** Newest first: the version's name, shortened, and its time. */
	recent: z.array(z.tuple([z.string(), z.number()])),
	/** Whose it was when it was last read, as a short name. */
	asked: z.string().optional(),
	/** When the poll that last read it began; absent before. */
	readAtMs: z.number().optional(),
	/** When a poll last found something new in it; absent before. */
	newsAtMs: z.number().optional(),
	/** A window that was not read to its end. */
	open: z
		.object({ toMs: z.number(), position: WindowPositionSchema, unsettled: z.boolean() })
		.optional(),
});
/** What is known of one list at LinkedIn: InMails of a seat, notes or contact details of a contract. */
export type StreamState = z.infer<typeof StreamSchema>;

const StateSchema = z.object({
	version: z.literal(1),
	streams: z.record(StreamSchema),
	/** Active seats by contract, and when they were asked for. */
	seats: z.record(z.object({ atMs: z.number(), seats: z.array(z.string()) })),
	/** The stream to begin with, where the last poll had to stop. */
	next: z.string().optional(),
	quota: z
		.object({
			day: z.object({ day: z.number().int(), used: z.number().int() }),
			pace: z.record(z.array(z.tuple([z.number(), z.number()]))),
		})
		.optional(),
});
export type PollState = z.infer<typeof StateSchema>;

/** A state as the last poll left it; a new one when there is none, or none that can be read. */
export function parsePollState(text: unknown): PollState {
	const read = typeof text === 'string' ? readPollState(text) : undefined;
	return read ?? { version: 1, streams: {}, seats: {} };
}

/** `undefined` when it cannot be read. */
export function readPollState(text: string): PollState | undefined {
	return StateSchema.safeParse(fromJson(text)).data;
}

export function startStream(nowMs: number, lookBackMs: number): StreamState {
	return { readToMs: nowMs - lookBackMs, floorMs: nowMs - lookBackMs, recent: [] };
}

/**
 * The window to read next: the last 12 hours, which is one call, or after an outage the first 12 hours that are missing.
 */
export function nextPollWindow({ readToMs, floorMs }: StreamState, startedAtMs: number): TimeRange {
	const wanted = Math.min(readToMs - LEAST_OVERLAP_MS, startedAtMs - LONGEST_WINDOW_MS);
	const fromMs = Math.min(Math.max(wanted, floorMs), readToMs);
	return { fromMs, toMs: Math.min(startedAtMs, fromMs + LONGEST_WINDOW_MS) };
}

/** Remembers what was read, and gives back what is new or changed. */
export function takeNew(
	stream: StreamState,
	kind: ActivityKind,
	events: readonly ActivityEvent[],
	startedAtMs: number,
): ActivityEvent[] {
	const known = new Set(stream.recent.map(([name]) => name));
	const fresh = events.filter((event) => !known.has(nameOf(event)));
	if (fresh.length === 0) return fresh;
	stream.newsAtMs = startedAtMs;
	stream.recent.push(...fresh.map((event): [string, number] => [nameOf(event), versionMs(event)]));
	forgetOld(stream, kind, startedAtMs);
	return fresh;
}

/** After a window was read to its end. */
export function closeWindow(
	stream: StreamState,
	kind: ActivityKind,
	toMs: number,
	startedAtMs: number,
): void {
	stream.readToMs = Math.max(stream.readToMs, Math.min(toMs, startedAtMs - SETTLE_MS));
	forgetOld(stream, kind, startedAtMs);
}

function forgetOld(stream: StreamState, kind: ActivityKind, startedAtMs: number): void {
	const { usual, most } = MEMORY[kind];
	const sorted = stream.recent.sort((a, b) => b[1] - a[1]);
	const overlapMs = stream.readToMs - LEAST_OVERLAP_MS;
	const kept = sorted.filter(([, ms], at) => at < usual || (at < most && ms >= overlapMs));
	const forgotten = sorted[kept.length];
	if (forgotten) stream.floorMs = Math.max(stream.floorMs, forgotten[1] + 1);
	const { fromMs } = nextPollWindow(stream, startedAtMs);
	stream.recent = kept.filter(([, ms]) => ms >= fromMs);
}

/** The name of this version of an event, short. */
function nameOf(event: ActivityEvent): string {
	const text = `${event.activityId} ${contentHash(event)}`;
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
