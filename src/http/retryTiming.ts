import { DateTime } from 'luxon';

/** Waiting longer than this inside one run is pointless: the run pauses instead. */
export const LONGEST_WAIT_MS = 60_000;

/**
 * How long to wait before trying again, in milliseconds. `Retry-After` (seconds or an HTTP date) wins when it is
 * present; else 1 s, 2 s, 4 s … with up to 25 % added, so that several runs do not return together.
 *
 * @param attempt 1 for the first repetition
 * @param random a number from 0 to 1
 */
export function retryDelayMs(
	retryAfter: string | undefined,
	attempt: number,
	nowMs: number,
	random: number,
): number {
	const asked = retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, nowMs);
	if (asked !== undefined) return asked;
	return Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (attempt - 1) * (1 + random / 4));
}

function parseRetryAfter(value: string, nowMs: number): number | undefined {
	if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000;
	const date = DateTime.fromHTTP(value);
	return date.isValid ? Math.max(0, date.toMillis() - nowMs) : undefined;
}
