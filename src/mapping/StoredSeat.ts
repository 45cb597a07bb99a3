import { z } from 'zod';
import type { StoredMapping } from './matchSeats';

/** Data Tables give null for what was never set. */
const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');
const number = z
	.number()
	.nullish()
	.transform((value) => value ?? null);

/** A row of `rsc_seats`: what was decided about a seat, and what both sides looked like at that time. */
export const StoredSeatSchema = z.object({
	seat: z.string().min(1),
	contract: text,
	organization: text,
	seatState: text,
	person: text,
	seatName: text,
	seatEmail: text,
	/** Empty when the seat is not mapped. */
	userId: text,
	userName: text,
	userEmail: text,
	matchedBy: text,
	mappedAt: text,
	/** Epoch milliseconds: the seat's past is wanted from here on. */
	importedFromMs: number,
	/** Epoch milliseconds: up to here it has been imported. */
	importedUntilMs: number,
	checkedAt: text,
});
export type StoredSeat = z.output<typeof StoredSeatSchema>;

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
