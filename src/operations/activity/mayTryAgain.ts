import { DAY_MS } from '../../basics/durations';
import { type ActivityEvent, contentHash, versionMs } from '../../linkedin/activityEvent';
import type { ParkedRow } from '../../state/tables';
import { readEventJson } from './readEvent';

const FIRST_WAIT_MS = 900_000;
export const LONGEST_WAIT_MS = DAY_MS;

/** When parked activity is tried again automatically: after 15 minutes, and each time after twice as long, up to a day. */
export function nextTry(nowMs: number): (attempts: number) => number {
	return (attempts) =>
		nowMs + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1));
}

/** Whether parked activity is due: when a person asked, or another try can settle it and its time has come. */
function mayTryAgain({ retryAskedAt, retries, nextTryAtMs }: ParkedRow, nowMs: number): boolean {
	return retryAskedAt !== '' || (retries && nowMs >= nextTryAtMs);
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

/** Whether a newer version of the event is parked: what becomes of an older one does not settle it. */
export function isOlderThan(row: ParkedRow, event: ActivityEvent): boolean {
	const parked = readEventJson(row.payload);
	return parked !== undefined && versionMs(event) < versionMs(parked);
}
