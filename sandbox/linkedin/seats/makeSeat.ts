import type { Company } from '../../company/Company';
import {
	addressOf,
	caseOfPair,
	formerAddress,
	makeUser,
	type PairCase,
	USERS_PER_PAIR,
} from '../../company/makeUser';
import { hash } from '../../company/random';

export const SEAT_STATES = ['ACTIVE', 'INACTIVE', 'INVITED', 'PARKED'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

/** A Recruiter seat and who holds it (LinkedIn reference §8.1). */
export interface RecruiterSeat {
	/** `urn:li:seat:{id}`. */
	seatUrn: string;
	id: number;
	contractUrn: string;
	/** `urn:li:person:…`; the same on every contract. None while the invitation is open. */
	personUrn?: string;
	firstName: string;
	lastName: string;
	email?: string;
	state: SeatState;
	seatRoles: string[];
	createdAtMs: number;
	/** How it relates to SmartRecruiters' users, for tests. */
	kind: PairCase;
	/** The user who really is this person, for tests; none when the person has no account. */
	trueUserId?: string;
}

const SEATS_PER_CONTRACT = 100_000;

/** The number in `urn:li:contract:2001`. */
export function contractNumber(contractUrn: string): number {
	return Number(/(\d+)$/.exec(contractUrn)?.[1] ?? 0);
}

/** Contracts with an even number share some of their people with the others: one person, two contracts, two seats. */
function pairOf(contract: number, nth: number): number {
	return contract % 2 === 0 ? nth * 3 : nth;
}

/** The nth seat of a contract as a pure function of the company. */
export function makeSeat(company: Company, contractUrn: string, nth: number): RecruiterSeat {
	const { shape } = company;
	const contract = contractNumber(contractUrn);
	const pair = pairOf(contract, nth);
	const kind = caseOfPair(pair);
	// Who has two seats sits on the one before as well.
	const person = kind === 'twoSeats' ? pair - 1 : pair;
	const index = person * USERS_PER_PAIR;
	const known = index < company.users.length;
	const own = makeUser(shape, index);
	const id = contract * SEATS_PER_CONTRACT + nth;
	const seat: RecruiterSeat = {
		seatUrn: `urn:li:seat:${id}`,
		id,
		contractUrn,
		personUrn: `urn:li:person:s${hash(shape.seed, 8, person).toString(36).padStart(7, '0')}-${person.toString(36)}`,
		firstName: own.firstName,
		lastName: own.lastName,
		email: own.email,
		state: 'ACTIVE',
		seatRoles: nth === 0 ? ['ADMIN_SEAT', 'SOURCER_ADD_PROSPECT'] : ['SOURCER_ADD_PROSPECT'],
		createdAtMs: shape.baseMs - (900 - (nth % 800)) * 86_400_000,
		kind,
		...(known && { trueUserId: own.id }),
	};
	return known ? dress(seat, kind, pair) : seat;
}

const without = <K extends 'email' | 'trueUserId' | 'personUrn'>(
	seat: RecruiterSeat,
	...names: K[]
): RecruiterSeat => {
	const copy = { ...seat };
	for (const name of names) delete copy[name];
	return copy;
};

/** What LinkedIn shows of this person, as the case wants it. */
function dress(seat: RecruiterSeat, kind: PairCase, pair: number): RecruiterSeat {
	const { firstName, lastName, email = '' } = seat;
	const [local = '', domain = ''] = email.split('@');
	switch (kind) {
		case 'emailCase':
			return {
				...seat,
				email: `${local.toUpperCase()}@Example.COM`,
				lastName: lastName.toUpperCase(),
			};
		case 'unicodeForm':
			return {
				...seat,
				firstName: firstName.normalize('NFD'),
				lastName: lastName.normalize('NFD'),
			};
		case 'diacritics':
			return { ...seat, firstName: 'Agnes', lastName: 'Muller Ludenscheidt' };
		case 'swappedSameEmail':
			return { ...seat, firstName: lastName, lastName: firstName };
		case 'middleName':
			return { ...seat, firstName: `${firstName} Q.` };
		case 'plusAddress':
			return { ...seat, email: `${local}+linkedin@${domain}` };
		case 'otherAlphabet':
			return { ...seat, firstName: 'Анна', lastName: 'Иванова' };
		case 'invited':
			return { ...without(seat, 'personUrn'), state: 'INVITED' };
		case 'parked':
			return { ...seat, state: 'PARKED' };
		case 'inactive':
			return { ...seat, state: 'INACTIVE' };
		case 'noEmail':
		case 'namesakes':
		case 'departedNamesake':
			return without(seat, 'email');
		case 'departedHolder':
			// The colleague who left had the second account of the group.
			return {
				...without(seat, 'trueUserId'),
				email: addressOf(firstName, lastName, pair * USERS_PER_PAIR + 1),
			};
		case 'sharedMailbox':
			return { ...seat, email: `recruiting${pair}@example.com` };
		case 'changedEmail':
			return { ...seat, email: `${local}@before.example.com` };
		case 'reassignedEmail':
			return { ...seat, email: formerAddress(lastName, pair) };
		case 'marriedName':
			return { ...seat, lastName: 'Newname' };
		case 'stranger':
			return {
				...without(seat, 'trueUserId'),
				firstName: 'Nobody',
				lastName: `Known${'abcdefghij'[pair % 10] ?? ''}`,
				email: `nobody${pair}@elsewhere.example.com`,
			};
		case 'strangerNamesake':
			return { ...without(seat, 'trueUserId'), email: `${local}@elsewhere.example.com` };
		case 'swappedNamesake':
			return { ...without(seat, 'email', 'trueUserId'), firstName: lastName, lastName: firstName };
		default:
			return seat;
	}
}
