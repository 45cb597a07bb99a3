import { z } from 'zod';
import { StateError } from '../../errors/StateError';
import { ACTIVITY_KINDS, type ActivityEvent, versionMs } from '../../linkedin/activityEvent';
import { SYNC, type SeatRow } from '../../state/tables';
import { isMapped } from './readSeats';
import {
	ActivityQuotaSchema,
	callsLeft,
	planStreamsOf,
	type ReadingStream,
	ReadingStreamSchema,
	type SeatRange,
} from './readingStream';

const RangesSchema = z.array(
	z.object({ seat: z.string(), contract: z.string(), fromMs: z.number(), toMs: z.number() }),
);

const BatchSchema = z.object({
	seats: RangesSchema,
	streams: z.array(ReadingStreamSchema),
	/** Calls that it takes at least. */
	total: z.number().int(),
	events: z.number().int(),
	startedMs: z.number(),
});
export type ImportBatch = z.output<typeof BatchSchema>;

const HeldSchema = z.object({
	stream: ReadingStreamSchema,
	/** Whose past it holds. */
	seats: RangesSchema,
	/** Epoch milliseconds. */
	notBeforeMs: z.number(),
});
/** A list that LinkedIn has refused, until its next try. */
export type HeldStream = z.output<typeof HeldSchema>;

const CheckpointSchema = z.object({
	version: z.literal(1),
	/** Seats whose past is read together. */
	batch: BatchSchema.optional(),
	held: z.array(HeldSchema),
	quota: ActivityQuotaSchema.optional(),
});
export type ImportCheckpoint = z.output<typeof CheckpointSchema>;

/** @throws StateError when it is damaged */
export function parseImport(json: string): ImportCheckpoint {
	if (json === '') return { version: 1, held: [] };
	try {
		return CheckpointSchema.parse(JSON.parse(json));
	} catch {
		throw StateError.damagedRow(SYNC.name, undefined, 'checkpoint of activityImport');
	}
}

/**
 * What a seat's holder did before they were mapped, as far as it is wanted and missing. Of a seat that was mapped again
 * after a pause, only the pause is missing.
 */
export function missingPast(row: SeatRow, contracts: readonly string[]): SeatRange | undefined {
	const { seat, contract, importedFromMs, importedUntilMs } = row;
	const toMs = Date.parse(row.mappedAt);
	const fromMs = importedUntilMs || importedFromMs;
	if (!isMapped(row) || !contracts.includes(contract) || importedFromMs === 0) return undefined;
	return toMs > fromMs ? { seat, contract, fromMs, toMs } : undefined;
}

/** The next seats to read together, those mapped first first, and the lists on hold whose time has come. */
export function planBatch(
	missing: readonly SeatRange[],
	held: readonly HeldStream[],
	most: number,
	nowMs: number,
): { batch: ImportBatch | undefined; held: HeldStream[] } {
	const due = held.filter(({ notBeforeMs }) => nowMs >= notBeforeMs);
	const onHold = new Set(held.flatMap(({ stream }) => stream.seats));
	const fresh = missing
		.filter(({ seat }) => !onHold.has(seat))
		.sort((a, b) => a.toMs - b.toMs)
		.slice(0, most);
	const again = due.flatMap(({ seats: ranges }) => ranges.map((one) => [one.seat, one] as const));
	const seats = [...fresh, ...new Map(again).values()];
	if (seats.length === 0) return { batch: undefined, held: [...held] };
	const past = planStreamsOf(fresh, ACTIVITY_KINDS, { mayGrow: true });
	const streams = [...past, ...due.map(({ stream }) => stream)];
	const batch = { seats, streams, total: callsLeft(streams), events: 0, startedMs: nowMs };
	return { batch, held: held.filter((one) => !due.includes(one)) };
}

/** Lists on hold, without seats whose past is no longer wanted. */
export function stillHeld(
	held: readonly HeldStream[],
	missing: readonly SeatRange[],
): HeldStream[] {
	const wanted = new Set(missing.map(({ seat }) => seat));
	return held.flatMap(({ stream, seats, notBeforeMs }): HeldStream[] => {
		const left = seats.filter(({ seat }) => wanted.has(seat));
		const named = stream.seats.filter((seat) => wanted.has(seat));
		if (named.length === 0) return [];
		return [{ stream: { ...stream, seats: named }, seats: left, notBeforeMs }];
	});
}

/** Without seats whose past is no longer wanted. */
export function stillWanted(batch: ImportBatch, missing: readonly SeatRange[]): ImportBatch {
	const wanted = new Set(missing.map(({ seat }) => seat));
	return withoutSeats(
		batch,
		batch.seats.flatMap(({ seat }) => (wanted.has(seat) ? [] : seat)),
	);
}

export function withoutSeats(batch: ImportBatch, gone: readonly string[]): ImportBatch {
	if (gone.length === 0) return batch;
	const streams = batch.streams.flatMap((stream): ReadingStream[] => {
		const seats = stream.seats.filter((seat) => !gone.includes(seat));
		return seats.length > 0 ? [{ ...stream, seats }] : [];
	});
	return { ...batch, seats: batch.seats.filter(({ seat }) => !gone.includes(seat)), streams };
}

/** Seats of which nothing is left to read now: finished, or waiting for a list on hold. */
export function seatsDone(
	{ seats, streams }: ImportBatch,
	held: readonly HeldStream[],
): { finished: SeatRange[]; waiting: SeatRange[] } {
	const open = new Set(streams.flatMap((stream) => stream.seats));
	const onHold = new Set(held.flatMap(({ stream }) => stream.seats));
	const done = seats.filter(({ seat }) => !open.has(seat));
	return {
		finished: done.filter(({ seat }) => !onHold.has(seat)),
		waiting: done.filter(({ seat }) => onHold.has(seat)),
	};
}

/** Lists of several seats cover the widest of their ranges. */
export function isInRange({ seats }: ImportBatch, event: ActivityEvent): boolean {
	const range = seats.find(({ seat }) => seat === event.seat);
	const atMs = versionMs(event);
	return range !== undefined && atMs >= range.fromMs && atMs < range.toMs;
}
