import { z } from 'zod';
import { DAY_MS } from '../basics/durations';
import { fromJson } from '../basics/fromJson';
import type { SyncRow } from './tables';

/** n8n's own limit for all Data Tables together, unless its operator has set another (n8n-platform reference §5). */
export const DEFAULT_LIMIT_BYTES = 200 * 1024 * 1024;
/** Somebody is told from this part of the limit on, or when so few days are left. */
const WARNED_AT = 0.7;
const WARNED_DAYS = 90;
/** Below this part, the first days of a new installation tell nothing about the days left. */
const TELLING_FROM = 0.1;
/** What grows for a shorter time is no pace. */
const LEAST_DAYS = 3;

const MeasuredSchema = z.object({
	tables: z.record(z.object({ rows: z.number(), bytes: z.number() })),
	warned: z.boolean(),
});
const SamplesSchema = z.array(z.tuple([z.number(), z.number()]));

/** How full n8n's Data Tables are with this package's tables, as it was last measured. */
export interface TableFill {
	bytes: number;
	limitBytes: number;
	/** Until they are full at the pace of the last weeks; undefined where they do not grow, or nobody can tell yet. */
	daysLeft: number | undefined;
	/** The largest first. */
	tables: Array<{ name: string; rows: number; bytes: number }>;
	/** Whether somebody has to do something in time. */
	warns: boolean;
	warned: boolean;
	/** ISO 8601. */
	measuredAt: string;
}

/** What the row of the stream `dataTables` says; undefined where nothing was measured. */
export function readFill(
	row: Pick<SyncRow, 'done' | 'total' | 'checkpoint' | 'samples' | 'finishedAt'> | undefined,
): TableFill | undefined {
	if (!row || row.total <= 0) return undefined;
	const measured = MeasuredSchema.safeParse(fromJson(row.checkpoint)).data;
	const daysLeft = daysLeftOf(row.samples, row.done, row.total);
	const part = row.done / row.total;
	return {
		bytes: row.done,
		limitBytes: row.total,
		daysLeft,
		tables: Object.entries(measured?.tables ?? {})
			.map(([name, size]) => ({ name, ...size }))
			.sort((a, b) => b.bytes - a.bytes),
		warns:
			part >= WARNED_AT ||
			(part >= TELLING_FROM && daysLeft !== undefined && daysLeft < WARNED_DAYS),
		warned: measured?.warned ?? false,
		measuredAt: row.finishedAt,
	};
}

function daysLeftOf(samples: string, bytes: number, limitBytes: number): number | undefined {
	const known = SamplesSchema.safeParse(fromJson(samples)).data ?? [];
	const [first] = known;
	const last = known.at(-1);
	if (!first || !last) return undefined;
	const days = ((last[0] - first[0]) * 1000) / DAY_MS;
	const perDay = (last[1] - first[1]) / days;
	if (days < LEAST_DAYS || perDay <= 0) return undefined;
	return Math.max(0, Math.floor((limitBytes - bytes) / perDay));
}

const LONGEST_DAYS = 400;
const SHORTEST_DAYS = 90;

/**
 * How long rows are kept that only tell what was done: shorter as the tables fill. What is no longer in the ledger is looked
 * for on the candidate before it is written again.
 */
export function keptMs(fill: Pick<TableFill, 'bytes' | 'limitBytes'> | undefined): number {
	const part = fill ? fill.bytes / fill.limitBytes : 0;
	const over = Math.min(1, Math.max(0, (part - 0.5) / 0.35));
	return Math.round(LONGEST_DAYS - over * (LONGEST_DAYS - SHORTEST_DAYS)) * DAY_MS;
}
