import { HOUR_MS } from '../../basics/durations';
import { ConnectorError } from '../../errors/ConnectorError';
import { PauseSignal } from '../../errors/PauseSignal';
import type { ActivityKind } from '../../linkedin/activityEvent';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { madeUpId } from '../../linkedin/lenient';
import { getSeats } from '../../linkedin/seats';
import { type PollState, startStream, type StreamState } from './pollState';

/** How long a list of seats is good for: new seat holders are seen that much later. */
const SEATS_HOLD_MS = HOUR_MS;

export interface PollWish {
	/** `urn:li:contract:{id}`. */
	contracts: readonly string[];
	/** `urn:li:seat:{id}`; empty for all active ones. */
	seats: readonly string[];
	kinds: readonly ActivityKind[];
	/** How far back a seat is read when it is seen for the first time. */
	lookBackMs: number;
	/** How long from one poll to the next: a day's calls have to last for all of them. */
	everyMs: number;
}

export interface PollFailure {
	contract: string;
	/** Absent where it concerns the whole contract. */
	seat?: string;
	error: ConnectorError | PauseSignal;
}

/** One list at LinkedIn that a poll reads. */
export interface PollStream {
	key: string;
	kind: ActivityKind;
	contract: string;
	/** Only InMails are read for each seat. */
	seat?: string;
	/** Whose notes and contact details: one call for all of them. */
	seats: readonly string[];
	state: StreamState;
	/** LinkedIn's limit for this seat lets nothing through before. */
	notBeforeMs: number;
}

/**
 * What to read, contact details first: they tell who the others are about. Streams of seats that are gone are
 * forgotten. A contract whose seats cannot be asked for is read with those known before.
 */
export async function planStreams(
	api: LinkedInApi,
	wish: PollWish,
	state: PollState,
	nowMs: number,
): Promise<{ streams: PollStream[]; failures: PollFailure[] }> {
	const failures: PollFailure[] = [];
	const contracts = [...new Set(wish.contracts)];
	for (const contract of contracts) {
		try {
			await refreshSeats(api, contract, state, nowMs);
		} catch (error) {
			if (!(error instanceof ConnectorError || error instanceof PauseSignal)) throw error;
			failures.push({ contract, error });
		}
	}
	const streams: PollStream[] = [];
	const add = (one: Omit<PollStream, 'state' | 'notBeforeMs'>): void => {
		const held = state.streams[one.key] ?? startStream(nowMs, wish.lookBackMs);
		askAnew(held, one.seats, nowMs, wish);
		state.streams[one.key] = held;
		streams.push({ ...one, state: held, notBeforeMs: 0 });
	};
	for (const kind of ['stub', 'prospectNote'] as const) {
		if (!wish.kinds.includes(kind)) continue;
		for (const contract of contracts) {
			const seats = seatsOf(contract, wish, state);
			if (seats.length > 0) add({ key: `${kind} ${contract}`, kind, contract, seats });
		}
	}
	if (wish.kinds.includes('inMail'))
		for (const contract of contracts)
			for (const seat of seatsOf(contract, wish, state))
				add({ key: `inMail ${seat}`, kind: 'inMail', contract, seat, seats: [seat] });
	const used = new Set(streams.map(({ key }) => key));
	for (const key of Object.keys(state.streams)) {
		const isOpen = failures.some(({ contract }) => !state.seats[contract]);
		if (!used.has(key) && !isOpen) Reflect.deleteProperty(state.streams, key);
	}
	return { streams, failures };
}

function seatsOf(contract: string, wish: PollWish, state: PollState): string[] {
	const known = state.seats[contract]?.seats ?? [];
	return wish.seats.length === 0 ? known : known.filter((seat) => wish.seats.includes(seat));
}

async function refreshSeats(
	api: LinkedInApi,
	contract: string,
	state: PollState,
	nowMs: number,
): Promise<void> {
	const before = state.seats[contract];
	if (before && Math.abs(nowMs - before.atMs) < SEATS_HOLD_MS) return;
	const found = await getSeats(api, { contractUrns: [contract], states: ['ACTIVE'] });
	state.seats[contract] = { atMs: nowMs, seats: found.map(({ seatUrn }) => seatUrn).sort() };
}

/** What newcomers did before may lie before what is remembered of the others. */
function askAnew(stream: StreamState, seats: readonly string[], nowMs: number, wish: PollWish) {
	const asked = madeUpId(...seats);
	if (stream.asked !== undefined && stream.asked !== asked) {
		// A page of the old question is none of the new one.
		delete stream.open;
		stream.floorMs = Math.min(stream.floorMs, nowMs - wish.lookBackMs);
	}
	stream.asked = asked;
}
