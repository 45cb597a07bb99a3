import { MINUTE_MS } from '../basics/durations';
import { RateBudget, type RateBudgetState } from '../http/RateBudget';

/** LinkedIn reference §5: per application. */
export const RECORDS_PER_MINUTE = 10_000;
export const REQUESTS_PER_DAY = 100_000;

/** The pace, as a share of the limit, and the quiet time that may be made up for: together with one batch, 99.9 %. */
const PACE = 0.97;
const CREDIT_MS = 1_200;

/** Keeps LinkedIn's records a minute in every window, for batches of up to 100. */
export function recordBudget(recordsPerMinute: number, state?: RateBudgetState): RateBudget {
	return new RateBudget(
		{
			name: 'linkedInRecords',
			msPerUnit: MINUTE_MS / (recordsPerMinute * PACE),
			creditMs: CREDIT_MS,
		},
		state,
	);
}
