import { DAY_MS } from '../../basics/durations';
import { NEW_ACTIVITY_SHARE } from '../../linkedin/dayQuotas';
import type { PollState } from './pollState';
import type { PollStream } from './pollStreams';

/** A little less than polls may take: seats are asked for once an hour, and some calls are made twice. */
const PLANNED = 0.98;
/** Whoever wrote or received something this lately is read in every poll. */
const BUSY_FOR_MS = 7 * DAY_MS;
/** What quiet seats get at least of a poll's calls, so that their turn comes in any case. */
const QUIET_SHARE = 0.25;

/**
 * How many lists one poll may read so that a day of polls stays within its share of LinkedIn's calls a day.
 *
 * @param share from 0 to 1; less for polls that have no state
 */
export function callsOfOnePoll(
	everyMs: number,
	callsPerDay: number,
	share = NEW_ACTIVITY_SHARE,
): number {
	const pollsPerDay = Math.max(1, DAY_MS / Math.max(1, everyMs));
	return Math.max(1, Math.floor((callsPerDay * share * PLANNED) / pollsPerDay));
}

/**
 * The lists to read now: all, where a poll's calls suffice. Else contact details and notes (one list for all seats of a
 * contract), then the InMails of seats with news in the last week, and with what is left those of quiet seats, the one
 * that waited longest first. A list that is open in the middle of a window stays among the first of its kind. What waits
 * is not lost: a window reaches back to where the list was read last.
 */
export function dueStreams(
	streams: readonly PollStream[],
	state: PollState,
	most: number,
	nowMs: number,
): PollStream[] {
	if (streams.length <= most) return [...streams];
	const shared = streams.filter(({ kind }) => kind !== 'inMail');
	const seats = streams.filter(({ kind }) => kind === 'inMail').sort(byTurn(state));
	const isBusy = ({ state: held }: PollStream): boolean =>
		held.newsAtMs !== undefined && nowMs - held.newsAtMs < BUSY_FOR_MS;
	const busy = seats.filter(isBusy);
	const quiet = seats.filter((stream) => !isBusy(stream));
	const room = Math.max(1, most - shared.length);
	const forQuiet = Math.min(
		quiet.length,
		Math.max(Math.ceil(room * QUIET_SHARE), room - busy.length),
	);
	const chosen = new Set([
		...shared,
		...busy.slice(0, room - forQuiet),
		...quiet.slice(0, forQuiet),
	]);
	return streams.filter((stream) => chosen.has(stream));
}

/** What was begun first, then who waited longest. */
function byTurn(state: PollState): (a: PollStream, b: PollStream) => number {
	const rank = ({ key, state: held }: PollStream): number =>
		key === state.next || held.open ? -1 : (held.readAtMs ?? 0);
	return (a, b) => rank(a) - rank(b);
}
