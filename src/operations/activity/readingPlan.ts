import { z } from 'zod';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { ACTIVITY_KINDS, type ActivityKind } from '../../linkedin/activityEvent';
import { WindowPositionSchema } from '../../linkedin/readWindow';

/** LinkedIn recommends no longer windows for InMails and notes (LinkedIn reference §9). */
export const LONGEST_WINDOW_MS = 12 * 3_600_000;

/** Contact details first: they tell who the others are about. */
const ORDER: readonly ActivityKind[] = ['stub', 'prospectNote', 'inMail'];

/** Where the reading of a seat's past stands; plain data, handed from one execution to the next. */
const CheckpointSchema = z.object({
	version: z.literal(1),
	seat: z.string(),
	contract: z.string(),
	fromMs: z.number(),
	toMs: z.number(),
	windowMs: z.number().positive(),
	/** Kinds that are left, the one at work first. */
	kinds: z.array(z.enum(ACTIVITY_KINDS)),
	/** The end of the next window of that kind: windows go from the newest to the oldest. */
	untilMs: z.number(),
	/** Set in the middle of a window. */
	position: WindowPositionSchema.nullable(),
	startedAtMs: z.number(),
	/** Over all executions. */
	calls: z.number().int(),
	events: z.number().int(),
	unreadable: z.number().int(),
	activeMs: z.number(),
	quota: z.object({
		day: z.object({ day: z.number().int(), used: z.number().int() }),
		pace: z.record(z.array(z.tuple([z.number(), z.number()]))),
	}),
});
export type ReadingCheckpoint = z.infer<typeof CheckpointSchema>;

export interface ReadingWish {
	seat: string;
	contract: string;
	kinds: readonly ActivityKind[];
	fromMs: number;
	toMs: number;
	windowMs: number;
}

export function startReading(wish: ReadingWish, nowMs: number): ReadingCheckpoint {
	return {
		version: 1,
		seat: wish.seat,
		contract: wish.contract,
		fromMs: wish.fromMs,
		toMs: wish.toMs,
		windowMs: Math.min(wish.windowMs, LONGEST_WINDOW_MS),
		kinds: ORDER.filter((kind) => wish.kinds.includes(kind)),
		untilMs: wish.toMs,
		position: null,
		startedAtMs: nowMs,
		calls: 0,
		events: 0,
		unreadable: 0,
		activeMs: 0,
		quota: { day: { day: 0, used: 0 }, pace: {} },
	};
}

/**
 * Reads a checkpoint as a workflow hands it over: text, object, or nothing at all.
 *
 * @returns `undefined` when there is none yet
 * @throws ConfigurationError when it is damaged, or another seat's
 */
export function parseReading(value: unknown, seat: string): ReadingCheckpoint | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const parsed = CheckpointSchema.safeParse(typeof value === 'string' ? fromJson(value) : value);
	if (parsed.success && parsed.data.seat === seat) return parsed.data;
	throw new ConfigurationError(
		parsed.success
			? '"Checkpoint" belongs to another seat'
			: '"Checkpoint" does not hold a checkpoint of this node',
		'Hand over the field "checkpoint" of the last progress item as it is, or leave the field empty to begin anew.',
	);
}

function fromJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The window to read next; `undefined` when all is read. Contact details have no recommended window: one for all. */
export function nextWindow(
	checkpoint: ReadingCheckpoint,
): { kind: ActivityKind; fromMs: number; toMs: number } | undefined {
	const [kind] = checkpoint.kinds;
	if (!kind) return undefined;
	const { fromMs, untilMs, windowMs } = checkpoint;
	return {
		kind,
		fromMs: kind === 'stub' ? fromMs : Math.max(fromMs, untilMs - windowMs),
		toMs: untilMs,
	};
}

/** After a window was read to its end. */
export function windowDone(checkpoint: ReadingCheckpoint, fromMs: number): ReadingCheckpoint {
	const kindDone = fromMs <= checkpoint.fromMs;
	return {
		...checkpoint,
		position: null,
		...(kindDone
			? { kinds: checkpoint.kinds.slice(1), untilMs: checkpoint.toMs }
			: { untilMs: fromMs }),
	};
}

/** How many calls are left at least: one a window, more where a window holds more than a page. */
export function callsLeft(checkpoint: ReadingCheckpoint): number {
	const { kinds, fromMs, toMs, untilMs, windowMs } = checkpoint;
	return kinds.reduce((sum, kind, at) => {
		const end = at === 0 ? untilMs : toMs;
		return sum + (kind === 'stub' ? 1 : Math.ceil(Math.max(0, end - fromMs) / windowMs));
	}, 0);
}
