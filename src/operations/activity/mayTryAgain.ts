import { type ActivityEvent, contentHash } from '../../linkedin/activityEvent';
import type { ParkedRow } from '../../state/tables';
import { readEventJson } from './readEvent';

const FIRST_WAIT_MS = 900_000;
const LONGEST_WAIT_MS = 86_400_000;

/**
 * Whether parked activity is due: when a person asked, or, where another try can settle it, after 15 minutes, and each
 * time after twice as long, up to a day.
 */
export function mayTryAgain(row: ParkedRow, nowMs: number): boolean {
	if (row.retryAskedAt !== '') return true;
	const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, row.attempts - 1));
	const lastMs = Date.parse(row.lastSeenAt);
	return row.retries && (Number.isNaN(lastMs) || nowMs >= lastMs + waitMs);
}

/** The same for an event that was read again: another version than the parked one is tried at once. */
export function mayTryEvent(
	event: ActivityEvent,
	row: ParkedRow | undefined,
	nowMs: number,
): boolean {
	if (!row || mayTryAgain(row, nowMs)) return true;
	const parked = readEventJson(row.payload);
	return !parked || contentHash(parked) !== contentHash(event);
}
