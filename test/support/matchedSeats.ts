import type { Seat } from '../../src/linkedin/seats';
import { matchSeats, type StoredMapping } from '../../src/mapping/matchSeats';
import type { SrUser } from '../../src/smartrecruiters/users';

let next = 0;

export const seat = (
	firstName: string,
	lastName: string,
	email?: string,
	more: Partial<Seat> = {},
): Seat => {
	next += 1;
	return {
		seatUrn: `urn:li:seat:${next}`,
		contractUrn: 'urn:li:contract:2001',
		state: 'ACTIVE',
		personUrn: `urn:li:person:p${next}`,
		firstName,
		lastName,
		...(email && { email }),
		roles: [],
		...more,
	};
};

export const user = (
	id: string,
	firstName: string,
	lastName: string,
	email: string,
	active = true,
): SrUser => ({ id, firstName, lastName, email, active });

/** What the rule says about one seat holder. */
export const say = (one: Seat, users: SrUser[], stored: StoredMapping[] = []) => {
	const [suggestion] = matchSeats([one], users, stored);
	if (!suggestion) throw new Error('No suggestion');
	return {
		reason: suggestion.reason,
		user: suggestion.user?.id,
		candidates: suggestion.candidates.map(({ id }) => id),
	};
};

export const ADA = user('ada', 'Ada', 'Lo', 'ada.lo@example.com');
