import { z } from 'zod';
import { DAY_MS } from '../../basics/durations';
import { StateError } from '../../errors/StateError';
import { SYNC, type SeatRow } from '../../state/tables';
import { isMapped } from './readSeats';
import { ActivityQuotaSchema, planStreamsOf, ReadingStreamSchema } from './readingStream';

/** Read again of what a complete pass has read: something may be given out late. */
const OVERLAP_MS = DAY_MS / 2;
/** A contract that was off for longer than this is not read from its beginning. */
const MOST_MS = 60 * DAY_MS;

const PassSchema = z.object({
	startedMs: z.number(),
	/** How far back it goes. */
	fromMs: z.number(),
	streams: z.array(ReadingStreamSchema),
	/** How many lists there were at its beginning. */
	total: z.number().int(),
	contracts: z.array(z.string()),
	/** Contracts of which something was refused. */
	failed: z.array(z.string()),
});
export type CatchUpPass = z.output<typeof PassSchema>;

const CheckpointSchema = z.object({
	version: z.literal(1),
	/** When the last complete pass began; 0 when one is due at once. */
	startedMs: z.number(),
	/** By contract: up to here a complete pass has read it. */
	readTo: z.record(z.number()),
	pass: PassSchema.optional(),
	quota: ActivityQuotaSchema.optional(),
});
export type CatchUpCheckpoint = z.output<typeof CheckpointSchema>;

/** @throws StateError when it is damaged */
export function parseCatchUp(json: string): CatchUpCheckpoint {
	if (json === '') return { version: 1, startedMs: 0, readTo: {} };
	try {
		return CheckpointSchema.parse(JSON.parse(json));
	} catch {
		throw StateError.damagedRow(SYNC.name, undefined, 'checkpoint of activityCatchUp');
	}
}

/** The last days of all mapped seats of these contracts, at least back to what the last complete pass has read. */
export function planPass(
	{ readTo }: CatchUpCheckpoint,
	seats: Iterable<SeatRow>,
	contracts: readonly string[],
	days: number,
	nowMs: number,
): CatchUpPass {
	const ranges = [...seats]
		.filter((seat) => isMapped(seat) && contracts.includes(seat.contract))
		.map(({ seat, contract }) => {
			const known = (readTo[contract] ?? nowMs) - OVERLAP_MS;
			const toMs = nowMs + 1;
			const fromMs = Math.max(toMs - MOST_MS, Math.min(toMs - days * DAY_MS, known));
			return { seat, contract, fromMs, toMs };
		});
	const streams = planStreamsOf(ranges);
	return {
		startedMs: nowMs,
		fromMs: Math.min(nowMs, ...ranges.map(({ fromMs }) => fromMs)),
		streams,
		total: streams.length,
		contracts: [...new Set(ranges.map(({ contract }) => contract))],
		failed: [],
	};
}

/** After everything was read: what was refused keeps its old mark, and is read from there the next time. */
export function passDone(
	{ readTo, quota }: CatchUpCheckpoint,
	{ startedMs, fromMs, contracts, failed }: CatchUpPass,
): CatchUpCheckpoint {
	const marks = contracts.map((contract): [string, number] => {
		const before = readTo[contract] ?? fromMs + OVERLAP_MS;
		return [contract, failed.includes(contract) ? before : startedMs];
	});
	return {
		version: 1,
		startedMs,
		readTo: { ...readTo, ...Object.fromEntries(marks) },
		...(quota && { quota }),
	};
}
