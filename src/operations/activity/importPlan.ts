import { z } from 'zod';
import { StateError } from '../../errors/StateError';
import { type ActivityEvent, versionMs } from '../../linkedin/activityEvent';
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

/** After this, a seat that LinkedIn refused is tried again, from its beginning. */
const REFUSED_MS = 6 * 3_600_000;

const BatchSchema = z.object({
	seats: z.array(
		z.object({ seat: z.string(), contract: z.string(), fromMs: z.number(), toMs: z.number() }),
	),
	streams: z.array(ReadingStreamSchema),
	/** Calls that it takes at least. */
	total: z.number().int(),
	events: z.number().int(),
	startedMs: z.number(),
});
export type ImportBatch = z.output<typeof BatchSchema>;

const CheckpointSchema = z.object({
	version: z.literal(1),
	/** Seats whose past is read together. */
	batch: BatchSchema.optional(),
	/** Seats that LinkedIn has refused, and when. */
	refused: z.record(z.number()),
	quota: ActivityQuotaSchema.optional(),
});
export type ImportCheckpoint = z.output<typeof CheckpointSchema>;

/** @throws StateError when it is damaged */
export function parseImport(json: string): ImportCheckpoint {
	if (json === '') return { version: 1, refused: {} };
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

/** The next seats to read together, those mapped first first. */
export function planBatch(
	missing: readonly SeatRange[],
	refused: ImportCheckpoint['refused'],
	most: number,
	nowMs: number,
): ImportBatch | undefined {
	const seats = missing
		.filter(({ seat }) => nowMs >= (refused[seat] ?? -REFUSED_MS) + REFUSED_MS)
		.sort((a, b) => a.toMs - b.toMs)
		.slice(0, most);
	if (seats.length === 0) return undefined;
	const streams = planStreamsOf(seats);
	return { seats, streams, total: callsLeft(streams), events: 0, startedMs: nowMs };
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

/** Seats of which nothing is left to read. */
export function finishedSeats({ seats, streams }: ImportBatch): SeatRange[] {
	const open = new Set(streams.flatMap((stream) => stream.seats));
	return seats.filter(({ seat }) => !open.has(seat));
}

/** Lists of several seats cover the widest of their ranges. */
export function isInRange({ seats }: ImportBatch, event: ActivityEvent): boolean {
	const range = seats.find(({ seat }) => seat === event.seat);
	const atMs = versionMs(event);
	return range !== undefined && atMs >= range.fromMs && atMs < range.toMs;
}
