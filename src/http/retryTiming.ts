import { DateTime } from 'luxon';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../basics/durations';

/** Waiting longer than this inside one run is pointless: the run pauses instead. */
export const LONGEST_WAIT_MS = MINUTE_MS;

/** However long a vendor asks for: after this, it is tried again. */
const LONGEST_ASKED_MS = HOUR_MS;

/** No vendor means this: what asks for more is taken for nonsense. */
const ABSURD_MS = 31 * DAY_MS;

/** A number from here on is an instant in seconds, from the second one on in milliseconds: the year 2001. */
const INSTANT_S = 1e9;
const INSTANT_MS = 1e12;

/** Longer texts are no times. */
const LONGEST_VALUE = 64;

/**
 * How long to wait before trying again, in milliseconds. `Retry-After` (seconds, an HTTP date, or an instant as some send
 * it) wins when it makes sense, for an hour at most; else 1 s, 2 s, 4 s … with up to 25 % added, so that several runs do not
 * return together.
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
	if (asked !== undefined && asked >= 0 && asked <= ABSURD_MS)
		return Math.min(asked, LONGEST_ASKED_MS);
	return Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (attempt - 1) * (1 + random / 4));
}

function parseRetryAfter(value: string, nowMs: number): number | undefined {
	const text = value.trim();
	if (text.length > LONGEST_VALUE) return undefined;
	if (/^\d+(\.\d+)?$/.test(text)) {
		const number = Number(text);
		if (number >= INSTANT_MS) return number - nowMs;
		return number >= INSTANT_S ? number * 1000 - nowMs : number * 1000;
	}
	const http = DateTime.fromHTTP(text);
	const date = http.isValid ? http : DateTime.fromISO(text, { zone: 'utc' });
	return date.isValid ? date.toMillis() - nowMs : undefined;
}
