import { z } from 'zod';
import { HOUR_MS } from '../../basics/durations';
import { ACTIVITY_KINDS, type ActivityKind } from '../../linkedin/activityEvent';
import { WindowPositionSchema } from '../../linkedin/readWindow';

/** LinkedIn recommends no longer windows for InMails and notes (LinkedIn reference §9). */
export const LONGEST_WINDOW_MS = 12 * HOUR_MS;

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
 */
export function planStreamsOf(
	ranges: readonly SeatRange[],
	kinds: readonly ActivityKind[] = ACTIVITY_KINDS,
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
	return [...shared, ...inMails].filter(({ kind }) => kinds.includes(kind));
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
export function windowOf({ kind, fromMs, untilMs }: ReadingStream): {
	fromMs: number;
	toMs: number;
} {
	const longest = kind === 'stub' ? Number.POSITIVE_INFINITY : LONGEST_WINDOW_MS;
	return { fromMs: Math.max(fromMs, untilMs - longest), toMs: untilMs };
}

export const isRead = ({ fromMs, untilMs }: ReadingStream): boolean => untilMs <= fromMs;

/** How many calls are left at least: one a window, more where a window holds more than a page. */
export function callsLeft(streams: readonly ReadingStream[]): number {
	return streams.reduce((sum, { kind, fromMs, untilMs }) => {
		const windows = kind === 'stub' ? 1 : Math.ceil((untilMs - fromMs) / LONGEST_WINDOW_MS);
		return sum + Math.max(0, windows);
	}, 0);
}
