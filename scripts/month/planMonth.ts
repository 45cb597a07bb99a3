import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../sandbox/core/durations';
import { Draw } from '../../sandbox/company/random';

export interface MonthOptions {
	seed: number;
	people: number;
	jobs: number;
	seats: number;
	days: number;
	/** What people at the company do on a day, bulk moves counted once. */
	actionsPerDay: number;
	/** Conversations and notes that a seat holder begins on a day, on average. */
	activityPerDay: number;
	exportsPerDay: number;
	outages: boolean;
	kills: number;
	/** When schedules go off on a day, from midnight; default: 17 times. */
	ticksAtMs?: readonly number[];
}

/** `kill -9` at the first request that suits, once the time has come: before its effect, or after its answer. */
export interface Kill {
	atMs: number;
	what: string;
	/** Vendor, method and route. */
	at: RegExp;
	when: 'before' | 'after';
	/** How many that suit pass unharmed first. */
	skip: number;
}

export interface Outage {
	vendor: 'linkedin' | 'smartrecruiters';
	fromMs: number;
	toMs: number;
}

/** At which hours of a day the schedules go off; every minute from 1 to 6 o'clock belongs to the nightly comparison. */
export const TICKS_AT_MS: readonly number[] = [
	...[65, 100, 150, 200, 270, 340].map((minutes) => minutes * MINUTE_MS),
	...[7, 8.5, 10, 11.5, 13, 14.5, 16, 17.5, 19, 21, 23].map((hours) => hours * HOUR_MS + 150_000),
];

/** For short runs: twice by night, three times by day. */
export const FEW_TICKS_AT_MS: readonly number[] = [65 * MINUTE_MS, 150 * MINUTE_MS].concat(
	[8.5, 13, 19].map((hours) => hours * HOUR_MS + 150_000),
);

const KILLS: ReadonlyArray<Pick<Kill, 'what' | 'at'>> = [
	{ what: 'as it writes to LinkedIn', at: /^linkedin (PUT|POST|PATCH) .*(andidates|pplication)/ },
	{ what: 'as it writes a note', at: /^smartrecruiters POST .*messages/ },
	{ what: 'as it compares by night', at: /^smartrecruiters GET / },
	{ what: 'as it makes a candidate of an export', at: /^smartrecruiters POST .*\/candidates/ },
	{ what: 'as it deletes at LinkedIn', at: /^linkedin DELETE / },
];

/** One kill in each part of the month, each at another kind of request. */
export function planKills({ kills, days, seed }: MonthOptions, fromMs: number): Kill[] {
	return Array.from({ length: kills }, (_, nth) => {
		const draw = new Draw(seed, nth, 61);
		const kind = KILLS[nth % KILLS.length];
		if (!kind) throw new Error('There are no kills');
		const day = Math.floor(((nth + 0.5) * days) / kills);
		const night = kind.what.includes('night');
		return {
			...kind,
			atMs: fromMs + day * DAY_MS + (night ? HOUR_MS : 7 * HOUR_MS),
			when: draw.chance(500) ? 'before' : 'after',
			skip: night ? 3 + draw.int(10) : draw.int(2),
		};
	});
}

/** A day without each vendor, away from the kills' days where the month is long enough. */
export function planOutages({ outages, days }: MonthOptions, fromMs: number): Outage[] {
	if (!outages) return [];
	const day = (share: number): number => fromMs + Math.floor(days * share) * DAY_MS + 9 * HOUR_MS;
	return [
		{ vendor: 'smartrecruiters', fromMs: day(0.27), toMs: day(0.27) + DAY_MS },
		{ vendor: 'linkedin', fromMs: day(0.6), toMs: day(0.6) + DAY_MS },
	];
}
