import { RateBudget, type RateBudgetState } from '../http/RateBudget';

/** SmartRecruiters reference §1.6: per credential, most endpoints. */
export const REQUESTS_PER_SECOND = 10;

/** Details are read this many at a time; SmartRecruiters allows 8, and one list request runs beside them. */
export const DETAIL_CONCURRENCY = 6;

const SECOND_MS = 1000;
/** Requests of a second are spread over most of it; the window keeps the limit. */
const SPREAD = 0.9;

/** Keeps SmartRecruiters' requests a second in every window. */
export function requestBudget(requestsPerSecond: number, state?: RateBudgetState): RateBudget {
	return new RateBudget(
		{
			name: 'smartRecruitersRequests',
			msPerUnit: (SECOND_MS / requestsPerSecond) * SPREAD,
			creditMs: 0,
			window: { units: Math.max(1, Math.floor(requestsPerSecond)), ms: SECOND_MS },
		},
		state,
	);
}
