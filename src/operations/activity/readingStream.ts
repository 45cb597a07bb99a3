import { z } from 'zod';
import { DAY_MS, HOUR_MS } from '../../basics/durations';
import { ACTIVITY_KINDS, type ActivityKind } from '../../linkedin/activityEvent';
import { WindowPositionSchema } from '../../linkedin/readWindow';

/** LinkedIn recommends no longer windows for InMails and notes (LinkedIn reference §9). */
export const LONGEST_WINDOW_MS = 12 * HOUR_MS;

/**
 * As long as a window of the past may grow: that recommendation is for a job of every half hour, both bounds are optional
 * (§9.1), and what happened long ago does not change while it is read.
 */
const LONGEST_PAST_MS = 30 * DAY_MS;
/** A window with so few events in it was short for what is going on. */
const FEW = 3;

/** So many seats are named in one call; more make addresses that proxies cut. */
const SEATS_PER_CALL = 200;

/** One list at LinkedIn that is read from the newest to the oldest: InMails of a seat, notes or contact details of some. */
export const ReadingStreamSchema = z.object({
	kind: z.enum(ACTIVITY_KINDS),
	contract: z.string(),
	seats: z.array(z.string()).min(1),
	fromMs: z.number(),
	/** The end of the next window; at `fromMs`, everything was read. */
	untilMs: z.number(),
	/** Set in the middle of a window. */
	position: WindowPositionSchema.nullable(),
	/** How long the next window is, where it may be longer than recommended; absent where it may not. */
	windowMs: z.number().optional(),
	/** Epoch milliseconds since when LinkedIn has not answered for this list; absent while it does. */
	downSinceMs: z.number().optional(),
	/** How often LinkedIn has refused what comes next; absent once it gave something. */
	failures: z.number().int().optional(),
	/** Whether the window before was left out for that. */
	skipped: z.boolean().optional(),
});
export type ReadingStream = z.output<typeof ReadingStreamSchema>;

/** What is left of LinkedIn's limits, for the next run. */
export const ActivityQuotaSchema = z.object({
	day: z.object({ day: z.number().int(), used: z.number().int() }),
	pace: z.record(z.array(z.tuple([z.number(), z.number()]))),
});

export interface SeatRange {
	seat: string;
	contract: string;
	fromMs: number;
	toMs: number;
}

/**
 * The lists that hold what these seats did: contact details first, which tell who the others are about, and one list of
 * notes for many seats of a contract. It covers the widest of their ranges.
 *
 * @param mayGrow whether windows become longer where little happened
 */
export function planStreamsOf(
	ranges: readonly SeatRange[],
	kinds: readonly ActivityKind[] = ACTIVITY_KINDS,
	{ mayGrow = false }: { mayGrow?: boolean } = {},
): ReadingStream[] {
	const contracts = [...new Set(ranges.map(({ contract }) => contract))];
	const shared = (['stub', 'prospectNote'] as const).flatMap((kind) =>
		contracts.flatMap((contract) =>
			groupsOf(ranges.filter((one) => one.contract === contract)).map((group) =>
				streamOf(kind, contract, group),
			),
		),
	);
	const inMails = ranges.map((range) => streamOf('inMail', range.contract, [range]));
	const streams = [...shared, ...inMails].filter(({ kind }) => kinds.includes(kind));
	return mayGrow ? streams.map((one) => ({ ...one, windowMs: LONGEST_WINDOW_MS })) : streams;
}

function groupsOf(ranges: readonly SeatRange[]): SeatRange[][] {
	return Array.from({ length: Math.ceil(ranges.length / SEATS_PER_CALL) }, (_, at) =>
		ranges.slice(at * SEATS_PER_CALL, (at + 1) * SEATS_PER_CALL),
	);
}

function streamOf(
	kind: ActivityKind,
	contract: string,
	ranges: readonly SeatRange[],
): ReadingStream {
	return {
		kind,
		contract,
		seats: ranges.map(({ seat }) => seat),
		fromMs: Math.min(...ranges.map(({ fromMs }) => fromMs)),
		untilMs: Math.max(...ranges.map(({ toMs }) => toMs)),
		position: null,
	};
}

/** Contact details have no recommended window: one for all. */
export function windowOf({ kind, fromMs, untilMs, windowMs }: ReadingStream): {
	fromMs: number;
	toMs: number;
} {
	const longest = kind === 'stub' ? Number.POSITIVE_INFINITY : (windowMs ?? LONGEST_WINDOW_MS);
	return { fromMs: Math.max(fromMs, untilMs - longest), toMs: untilMs };
}

/**
 * After a window was read to its end: the next one is twice as long where little happened, and half as long where it took
 * several pages.
 *
 * @param events how many its last page held
 */
export function nextWindow({ windowMs, position }: ReadingStream, events: number): object {
	if (windowMs === undefined) return {};
	if (position) return { windowMs: Math.max(LONGEST_WINDOW_MS, windowMs / 2) };
	return { windowMs: events > FEW ? windowMs : Math.min(LONGEST_PAST_MS, windowMs * 2) };
}

/** Whether a refusal may be one of the window's length. */
export const isLong = ({ windowMs = 0 }: ReadingStream): boolean => windowMs > LONGEST_WINDOW_MS;

export const isRead = ({ fromMs, untilMs }: ReadingStream): boolean => untilMs <= fromMs;

/**
 * How many calls are left with windows as recommended: more where one holds more than a page, fewer where windows of the
 * past grow.
 */
export function callsLeft(streams: readonly ReadingStream[]): number {
	return streams.reduce((sum, { kind, fromMs, untilMs }) => {
		const windows = kind === 'stub' ? 1 : Math.ceil((untilMs - fromMs) / LONGEST_WINDOW_MS);
		return sum + Math.max(0, windows);
	}, 0);
}
