import type { z } from 'zod';
import type { DailyBudgetState } from '../../http/DailyBudget';
import { WaitLedger } from '../../http/WaitLedger';
import { MemberPace, type MemberPaceState } from '../../linkedin/MemberPace';
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
 * @param callsPerDay this run's share of the daily limit; the credential's requests per day hold as well
 */
export function openActivity(
	side: LinkedInSide,
	world: World,
	deadlineMs: number,
	{
		callsPerDay = ACTIVITY_CALLS_PER_DAY,
		quota,
	}: { callsPerDay?: number; quota?: ActivityQuota | undefined } = {},
): OpenActivity {
	const ledger = new WaitLedger();
	const settings = {
		...side.settings,
		requestsPerDay: Math.min(callsPerDay, side.settings.requestsPerDay),
	};
	const { api, client, day } = openLinkedIn(
		{ ...side, settings },
		world,
		{ deadlineMs, ledger },
		quota && { linkedInRecordsPaidUntilMs: 0, linkedInDay: quota.day },
	);
	const pace = new MemberPace(quota?.pace, settings.inMailsPerMinute);
	const { effects } = world;
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
