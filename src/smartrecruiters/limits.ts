import { RateBudget, type RateBudgetState } from '../http/RateBudget';

/** SmartRecruiters reference §1.6: per credential, most endpoints. */
export const REQUESTS_PER_SECOND = 10;

/** Details are read this many at a time; SmartRecruiters allows 8, and one list request runs beside them. */
export const DETAIL_CONCURRENCY = 6;

/** 7 % slower than the limit: ten intervals stay longer than a second when the way there squeezes them by 70 ms. */
const SLACK = 1.07;

/** Keeps SmartRecruiters' requests a second in every window. */
export function requestBudget(requestsPerSecond: number, state?: RateBudgetState): RateBudget {
	const msPerUnit = (1000 / requestsPerSecond) * SLACK;
	return new RateBudget(
		{ name: 'SmartRecruiters requests per second', msPerUnit, creditMs: 0 },
		state,
	);
}
