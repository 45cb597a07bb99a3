import { z } from 'zod';
import type { DrivenRun } from '../n8n/DrivenClock';
import { beginMonth, nextMidnight } from './beginMonth';
import { findFaults, type Faults } from './findFaults';
import type { Killed } from './KillSwitch';
import type { Judged } from './Ledger';
import { Month } from './Month';
import { type MonthPlace, type MonthStack, openMonthStack } from './MonthStack';
import type { MonthOptions } from './planMonth';

/** Days without anything new, in which everything must arrive. */
const MOST_SETTLING_DAYS = 4;
const LOG_SHOWN = 3_000;

export interface MonthResult {
	eventsHash: string;
	webhooks: number;
	judged: Judged[];
	faults: Faults;
	kills: readonly Killed[];
	killsWanted: number;
	runs: DrivenRun[];
	/** How often time was moved to an hour at which schedules go off. */
	ticks: number;
	settlingDays: number;
	throttled: number;
	requests: { linkedin: number; smartrecruiters: number };
	/** Milliseconds of waiting inside of runs that were jumped over. */
	skippedMs: number;
	seconds: { ready: number; total: number };
}

/** A month of a company on a real n8n with everything published; the clock jumps from tick to tick. */
export async function liveMonth(
	options: MonthOptions,
	say: (line: string) => void,
	place: MonthPlace = {},
): Promise<MonthResult> {
	const begunMs = Date.now();
	const seconds = (): number => Math.round((Date.now() - begunMs) / 1000);
	const stack = await openMonthStack(options, place);
	const { sandbox, n8n, conductor } = stack;
	try {
		const mapped = await beginMonth(stack, options, say);
		const ready = seconds();
		const month = new Month(stack, options, mapped, nextMidnight(conductor.now()), say);
		for (let day = 0; day < options.days; day += 1) await month.day(day);
		let settlingDays = 0;
		let faults: Faults;
		do {
			await month.day(options.days + settlingDays);
			settlingDays += 1;
			faults = await findFaults(stack, mapped, month.resurrections);
		} while (faults.count > 0 && settlingDays < MOST_SETTLING_DAYS);
		const { linkedin, smartrecruiters } = sandbox.context.requests.summary();
		return {
			eventsHash: month.eventsHash,
			webhooks: sandbox.context.live.hub.counts.delivered,
			judged: month.ledger.judge(await parkedCodes(stack)),
			faults,
			kills: month.killSwitch.done,
			killsWanted: options.kills,
			runs: conductor.runs(),
			ticks: month.ticks,
			settlingDays,
			throttled: linkedin.throttled + smartrecruiters.throttled,
			requests: { linkedin: linkedin.requests, smartrecruiters: smartrecruiters.requests },
			skippedMs: conductor.skippedMs,
			seconds: { ready, total: seconds() },
		};
	} catch (error) {
		say(n8n.log().slice(-LOG_SHOWN));
		throw error;
	} finally {
		await stack.close();
	}
}

const ParkedSchema = z.array(z.object({ recordKey: z.string(), code: z.string().nullish() }));

async function parkedCodes({ n8n }: MonthStack): Promise<Map<string, string>> {
	const rows = ParkedSchema.parse(await n8n.table('rsc_parked'));
	return new Map(rows.map(({ recordKey, code }) => [recordKey, code ?? '']));
}
