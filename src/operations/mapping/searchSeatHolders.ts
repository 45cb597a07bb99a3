import { WaitLedger } from '../../http/WaitLedger';
import { getSeats } from '../../linkedin/seats';
import { foldWords } from '../../mapping/personName';
import { fullName } from '../../mapping/seatToStored';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';

const PAGE_SIZE = 50;
/** Somebody is waiting for a list. */
const TIME_LIMIT_MS = 20_000;

export interface FoundSeat {
	seatUrn: string;
	name: string;
	/** Address and state, as far as they tell people apart. */
	detail: string;
}

/**
 * Seat holders for a list that a person types into: every typed word begins a word of the name or stands in the address,
 * without regard to case and accents. LinkedIn has no search of its own.
 *
 * @param query.from how many have been shown already
 */
export async function searchSeatHolders(
	linkedIn: LinkedInSide,
	world: World,
	query: { contractUrns: readonly string[]; search: string; from: number },
): Promise<{ seats: FoundSeat[]; next?: number }> {
	const deadlineMs = world.effects.now() + TIME_LIMIT_MS;
	const { api } = openLinkedIn(linkedIn, world, { deadlineMs, ledger: new WaitLedger() });
	const typed = foldWords(query.search);
	const found = (await getSeats(api, query)).filter((seat) => {
		const words = foldWords(`${fullName(seat)} ${seat.email ?? ''}`);
		return typed.every((part) => words.some((word) => word.startsWith(part)));
	});
	const seats = found.slice(query.from, query.from + PAGE_SIZE).map((seat) => ({
		seatUrn: seat.seatUrn,
		name: fullName(seat) || seat.seatUrn,
		detail: [seat.email, seat.state === 'ACTIVE' ? '' : seat.state.toLowerCase()]
			.filter(Boolean)
			.join(', '),
	}));
	const next = query.from + PAGE_SIZE;
	return next < found.length ? { seats, next } : { seats };
}
