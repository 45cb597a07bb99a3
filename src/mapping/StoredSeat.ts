import type { StoredMapping } from './matchSeats';

/** What was decided about a seat, and what both sides looked like at that time: a row of `rsc_seats`. */
export interface StoredSeat {
	seat: string;
	contract: string;
	organization: string;
	seatState: string;
	person: string;
	seatName: string;
	seatEmail: string;
	/** Empty when the seat is not mapped. */
	userId: string;
	userName: string;
	userEmail: string;
	matchedBy: string;
	mappedAt: string;
	/** Epoch milliseconds: the seat's past is wanted from here on; 0 when it is not. */
	importedFromMs: number;
	/** Epoch milliseconds: up to here it has been imported; 0 when nothing is wanted. */
	importedUntilMs: number;
	/** Where an import that has begun stands; empty when none has. */
	importCheckpoint: string;
	checkedAt: string;
}

/** Why a seat has no user, in `matchedBy`; otherwise it says how the user was found. */
export const NOT_MAPPED = ['skipped', 'left open', 'unmapped'] as const;

/** What the rule needs of the rows that hold a mapping. */
export function toStoredMappings(rows: readonly StoredSeat[]): StoredMapping[] {
	return rows
		.filter(({ userId }) => userId !== '')
		.map(({ seat, person, userId }) => ({
			seatUrn: seat,
			...(person && { personUrn: person }),
			userId,
		}));
}
