import type { Rate } from '../http/RateBudget';

/** SmartRecruiters reference §1.6: per credential, most endpoints. */
export const REQUESTS_PER_SECOND = 10;
/** At once, for those who have ten a second. */
const CONCURRENT = 8;
/** One of these at a time, even for those who were granted more. */
const ONE_AT_A_TIME: ReadonlySet<string> = new Set(['GET /candidates']);

/** Details are read this many at a time; SmartRecruiters allows 8, and one list request runs beside them. */
export const DETAIL_CONCURRENCY = 6;

const SECOND_MS = 1000;
/** Requests of a second are spread over most of it; the window keeps the limit. */
const SPREAD = 0.9;

/** A rate that keeps so many requests in every second; less than one a second is one in a longer time. */
export function requestRate(perSecond: number): Rate {
	const units = Math.max(1, Math.floor(perSecond));
	return {
		msPerUnit: (SECOND_MS / perSecond) * SPREAD,
		creditMs: 0,
		window: { units, ms: perSecond < 1 ? SECOND_MS / perSecond : SECOND_MS },
	};
}

/** How many requests may be under way for one who may send so many a second. */
export function concurrencyOf(perSecond: number): number {
	return Math.max(1, Math.floor((perSecond * CONCURRENT) / REQUESTS_PER_SECOND));
}

/** Whether SmartRecruiters serves only one such request at a time. @param endpoint method and path without ids */
export function isOneAtATime(endpoint: string): boolean {
	return ONE_AT_A_TIME.has(endpoint);
}
