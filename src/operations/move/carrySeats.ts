import { getSeats, type Seat } from '../../linkedin/seats';
import type { MatchedBy } from '../../mapping/seatToStored';
import { Seats } from '../../state/Seats';
import { SEATS, type SeatRow } from '../../state/tables';
import { decide, type Decision } from '../mapping/decide';
import { openBoth } from '../mapping/readPeople';
import type { Runtime } from '../Runtime';

export interface SeatCarrying {
	/** Rows of the old connection that have a user. */
	rows: readonly SeatRow[];
	/** Contracts that go on. */
	contractUrns: readonly string[];
	importDays: number;
	timeLimitMs: number;
}

/**
 * Gives people's mappings to their seats on the contracts that go on. A seat is theirs when it has the same URN and the
 * same person, or when it is that person's only one there: LinkedIn's person ids are the same for all contracts of an
 * application (LinkedIn reference §1.3). Nobody else is guessed.
 *
 * @returns how many were mapped, and how many wait for a person's decision
 */
export async function carrySeats(
	runtime: Runtime,
	{ rows, contractUrns, importDays, timeLimitMs }: SeatCarrying,
): Promise<{ carried: number; left: number }> {
	if (rows.length === 0) return { carried: 0, left: 0 };
	const { organizationUrn: organization } = runtime.linkedIn.settings;
	const clients = openBoth(runtime, timeLimitMs);
	const seats = await getSeats(clients.linkedIn, { contractUrns });
	const map = new Seats(runtime.store, organization);
	const known = new Map((await map.list()).map((row) => [row.seat, row]));
	const decisions = new Map<string, { row: SeatRow; decision: Decision }>();
	const goingOn: SeatRow[] = [];
	for (const row of rows) {
		const seat = seatOf(row, seats);
		if (!seat || decisions.has(seat.seatUrn)) continue;
		const before = known.get(seat.seatUrn);
		const isDecided = before !== undefined && before.userId !== '' && before.userId !== row.userId;
		if (isDecided) continue;
		// The same seat: what was imported of its past stays imported.
		if (!before && seat.seatUrn === row.seat) goingOn.push({ ...row, organization });
		const { seatUrn, contractUrn } = seat;
		const decision = { seatUrn, contractUrn, userId: row.userId, matchedBy: matchedByOf(row) };
		decisions.set(seatUrn, { row, decision });
	}
	await map.put(goingOn);
	const wanted = [...decisions.values()].map(({ decision }) => decision);
	const outcome = await decide(runtime, wanted, { importDays, timeLimitMs });
	let carried = 0;
	for (const { seat } of outcome.rows) {
		const old = decisions.get(seat)?.row;
		carried += 1;
		if (!old || (old.organization === organization && old.seat === seat)) continue;
		await runtime.store.remove(SEATS, { organization: old.organization, seat: old.seat });
	}
	return { carried, left: rows.length - carried };
}

function seatOf(row: SeatRow, seats: readonly Seat[]): Seat | undefined {
	if (row.person === '') return undefined;
	const own = seats.filter(({ personUrn }) => personUrn === row.person);
	return own.find(({ seatUrn }) => seatUrn === row.seat) ?? (own.length === 1 ? own[0] : undefined);
}

function matchedByOf({ matchedBy }: SeatRow): MatchedBy {
	return matchedBy === 'person' || matchedBy === 'email' || matchedBy === 'name'
		? matchedBy
		: 'by hand';
}
