import { MINUTE_MS } from '../basics/durations';
import type { Rate } from '../http/RateBudget';

/** LinkedIn reference §5: per application. */
export const RECORDS_PER_MINUTE = 10_000;
export const REQUESTS_PER_DAY = 100_000;
/** "Batches sent sequentially", of one resource. */
export const CALLS_AT_ONCE = 1;

/** In at most so many groups one person may be (LinkedIn reference §11.4). */
export const MOST_GROUPS_OF_A_PERSON = 10;

/** The most that one call takes. */
const BATCH = 100;
/** Of a whole batch, so that the largest call fits into a minute. */
export const LEAST_RECORDS_PER_MINUTE = BATCH;
/** The quiet time that may be made up for. */
const CREDIT_MS = 1_200;
/** Clocks of two machines do not run alike. */
const SAFETY = 0.9995;
/** Of a share that hardly holds one batch, this much is left when the batch is taken off. */
const LEAST = 0.5;

/**
 * The pace at which several senders of `share` records a minute each, batches of up to 100, keep the sum of their shares in
 * every window.
 */
export function recordRate(share: number): Rate {
	const inWindow = Math.max(share - BATCH, share * LEAST) * SAFETY;
	return { msPerUnit: (MINUTE_MS + CREDIT_MS) / inWindow, creditMs: CREDIT_MS };
}
