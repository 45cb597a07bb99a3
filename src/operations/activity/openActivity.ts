import type { z } from 'zod';
import { DAY_MS } from '../../basics/durations';
import type { DailyBudgetState } from '../../http/DailyBudget';
import { WaitLedger } from '../../http/WaitLedger';
import type { MemberPaceState } from '../../linkedin/MemberPace';
import type { ActivityReader } from '../../linkedin/readWindow';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';
import type { ActivityQuotaSchema } from './readingStream';

/**
 * LinkedIn's daily limit on seats, InMails, stubs and notes together, per application (LinkedIn reference §9). It is
 * not the one of jobs, candidates and applications.
 */
export const ACTIVITY_CALLS_PER_DAY = 100_000;

/** What earlier runs left of the limits on reading Recruiter's activity. */
export interface ActivityQuota {
	day: DailyBudgetState;
	pace: MemberPaceState;
}

/** LinkedIn, opened for reading Recruiter's activity under the limits that hold there. */
export interface OpenActivity {
	reader: ActivityReader;
	ledger: WaitLedger;
	/** How many calls a day this run may take at most. */
	callsPerDay: number;
	/** Calls that this run has made. */
	calls: () => number;
	quota: () => ActivityQuota;
	/** The same as it can be stored. */
	storedQuota: () => z.output<typeof ActivityQuotaSchema>;
}

/**
 * @param callsPerDay what runs of this kind may take of a day; the quota of all holds as well
 * @param ceiling see `DayUse`
 */
export function openActivity(
	side: LinkedInSide,
	world: World,
	deadlineMs: number,
	{
		callsPerDay = ACTIVITY_CALLS_PER_DAY,
		quota,
		ceiling = 1,
	}: { callsPerDay?: number; quota?: ActivityQuota | undefined; ceiling?: number } = {},
): OpenActivity {
	const ledger = new WaitLedger();
	const { settings } = side;
	const { effects } = world;
	const account = world.budgets.ofLinkedIn(settings);
	// A poll has no state but this: what was read before the process began counts, too.
	const today = Math.floor(effects.now() / DAY_MS);
	if (!world.store && quota?.day.day === today)
		account.remember(settings, 'seats', quota.day.used, effects.now());
	const { api, client, day } = openLinkedIn(
		side,
		world,
		{ deadlineMs, ledger },
		{ ceiling, own: { limit: callsPerDay, state: quota?.day } },
	);
	const { pace } = account;
	pace.absorb(quota?.pace ?? {}, settings.inMailsPerMinute);
	return {
		reader: {
			api,
			effects,
			pace,
			deadlineMs,
			onWait: (limit, ms) => {
				ledger.add(limit, ms);
			},
		},
		ledger,
		callsPerDay: settings.requestsPerDay,
		calls: () => client.requests,
		quota: () => ({ day: day.state, pace: pace.stateAt(effects.now()) }),
		storedQuota: () => ({
			day: day.state,
			pace: Object.fromEntries(
				Object.entries(pace.stateAt(effects.now())).map(([seat, takes]) => [
					seat,
					takes.map(([atMs, records]): [number, number] => [atMs, records]),
				]),
			),
		}),
	};
}
