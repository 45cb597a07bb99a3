import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { beginMonth, nextMidnight } from './beginMonth';
import { findFaults } from './findFaults';
import { Month } from './Month';
import { type MonthStack, openMonthStack } from './MonthStack';
import type { MonthOptions } from './planMonth';

/** What n8n has and has used up at one moment. */
export interface Weight {
	/** Resident, and in use after garbage is collected. */
	memoryMb: number;
	heapMb: number;
	/** Pages in use. */
	databaseMb: number;
	/** Executions in the database, those included that n8n is going to delete. */
	executions: number;
	/** Since n8n was started. */
	cpuSeconds: number;
	/** Executions that have ended since the folder was made. */
	runs: number;
}

export interface SoakResult {
	/** After the first day, after a week in which nothing happens, and after a busy one. */
	weights: Record<'begun' | 'idle' | 'busy', Weight>;
	events: number;
	/** How both vendors differ at the end. */
	faults: number;
}

/** At most so much more after each week (docs/reliability.md). */
export const MOST_GROWTH = {
	idle: { heapMb: 15, databaseMb: 1, executions: 20 },
	busy: { heapMb: 30, databaseMb: 25, executions: 60 },
} as const;

const WEEK = 7;

/** Days without kills and outages: what a week costs and leaves behind when nothing happens, and when much does. */
export async function soak(
	options: MonthOptions,
	say: (line: string) => void,
): Promise<SoakResult> {
	const calm = { ...options, kills: 0, outages: false, days: WEEK };
	const stack = await openMonthStack(options);
	try {
		const mapped = await beginMonth(stack, calm, say);
		const fromMs = nextMidnight(stack.conductor.now());
		const nothing = { actionsPerDay: 0, activityPerDay: 0, exportsPerDay: 0 };
		const idle = new Month(stack, { ...calm, ...nothing }, mapped, fromMs, say);
		await idle.day(0);
		const begun = await weigh(stack);
		for (let day = 1; day <= WEEK; day += 1) await idle.day(day);
		const afterIdle = await weigh(stack);
		const busy = new Month(stack, calm, mapped, nextMidnight(stack.conductor.now()), say);
		// The last one leaves n8n time to delete what it does not keep.
		for (let day = 0; day <= WEEK; day += 1) await busy.day(day);
		const afterBusy = await weigh(stack);
		const { count } = await findFaults(stack, mapped, busy.resurrections);
		return {
			weights: { begun, idle: afterIdle, busy: afterBusy },
			events: busy.ledger.size,
			faults: count,
		};
	} finally {
		await stack.close();
	}
}

const CountSchema = z.object({ n: z.number() });
const PagesSchema = z.object({ bytes: z.number() });

async function weigh({ n8n, conductor }: MonthStack): Promise<Weight> {
	const heapMb = await conductor.heapMb();
	const database = new DatabaseSync(join(n8n.folder, '.n8n', 'database.sqlite'), {
		readOnly: true,
	});
	try {
		const { n } = CountSchema.parse(
			database.prepare('SELECT count(*) AS n FROM execution_entity').get(),
		);
		const { bytes } = PagesSchema.parse(
			database
				.prepare(
					'SELECT (p.page_count - f.freelist_count) * s.page_size AS bytes FROM pragma_page_count() p, pragma_freelist_count() f, pragma_page_size() s',
				)
				.get(),
		);
		return {
			memoryMb: n8n.memoryMb(),
			heapMb,
			databaseMb: bytes / 1_048_576,
			executions: n,
			cpuSeconds: n8n.cpuSeconds(),
			runs: conductor.runs().length,
		};
	} finally {
		database.close();
	}
}

/** What has grown by more than is promised. */
export function brokenInSoak({ weights, faults }: SoakResult): string[] {
	const broken: string[] = [];
	const weeks = [
		['idle', weights.begun, weights.idle],
		['busy', weights.idle, weights.busy],
	] as const;
	for (const [name, before, after] of weeks)
		for (const what of ['heapMb', 'databaseMb', 'executions'] as const) {
			const grown = after[what] - before[what];
			const most = MOST_GROWTH[name][what];
			if (grown > most) broken.push(`${name} week: ${what} has grown by ${grown}, not ${most}`);
		}
	if (faults > 0) broken.push(`both sides differ in ${faults} records`);
	return broken;
}
