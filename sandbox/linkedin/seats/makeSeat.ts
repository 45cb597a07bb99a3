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
import { DAY_MS } from '../../core/durations';

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
		createdAtMs: shape.baseMs - (900 - (nth % 800)) * DAY_MS,
		kind,
		...(known && { trueUserId: own.id }),
	};
	return known ? (DRESSES[kind]?.(seat, pair) ?? seat) : seat;
}

const without = <K extends 'email' | 'trueUserId' | 'personUrn'>(
	seat: RecruiterSeat,
	...names: K[]
): RecruiterSeat => {
	const copy = { ...seat };
	for (const name of names) delete copy[name];
	return copy;
};

const localPart = (seat: RecruiterSeat): string => seat.email?.split('@')[0] ?? '';

/** What LinkedIn shows of the person, where the case wants it special. */
const DRESSES: Partial<Record<PairCase, (seat: RecruiterSeat, pair: number) => RecruiterSeat>> = {
	emailCase: (seat) => ({
		...seat,
		email: `${localPart(seat).toUpperCase()}@Example.COM`,
		lastName: seat.lastName.toUpperCase(),
	}),
	unicodeForm: (seat) => ({
		...seat,
		firstName: seat.firstName.normalize('NFD'),
		lastName: seat.lastName.normalize('NFD'),
	}),
	diacritics: (seat) => ({ ...seat, firstName: 'Agnes', lastName: 'Muller Ludenscheidt' }),
	swappedSameEmail: (seat) => ({
		...seat,
		firstName: seat.lastName,
		lastName: seat.firstName,
	}),
	middleName: (seat) => ({ ...seat, firstName: `${seat.firstName} Q.` }),
	plusAddress: (seat) => ({ ...seat, email: `${localPart(seat)}+linkedin@example.com` }),
	otherAlphabet: (seat) => ({ ...seat, firstName: 'Анна', lastName: 'Иванова' }),
	invited: (seat) => ({ ...without(seat, 'personUrn'), state: 'INVITED' }),
	parked: (seat) => ({ ...seat, state: 'PARKED' }),
	inactive: (seat) => ({ ...seat, state: 'INACTIVE' }),
	noEmail: (seat) => without(seat, 'email'),
	namesakes: (seat) => without(seat, 'email'),
	departedNamesake: (seat) => without(seat, 'email'),
	// The colleague who left had the second account of the group.
	departedHolder: (seat, pair) => ({
		...without(seat, 'trueUserId'),
		email: addressOf(seat.firstName, seat.lastName, pair * USERS_PER_PAIR + 1),
	}),
	sharedMailbox: (seat, pair) => ({ ...seat, email: `recruiting${pair}@example.com` }),
	changedEmail: (seat) => ({ ...seat, email: `${localPart(seat)}@before.example.com` }),
	reassignedEmail: (seat, pair) => ({ ...seat, email: formerAddress(seat.lastName, pair) }),
	marriedName: (seat) => ({ ...seat, lastName: 'Newname' }),
	stranger: (seat, pair) => ({
		...without(seat, 'trueUserId'),
		firstName: 'Nobody',
		lastName: `Known${'abcdefghij'[pair % 10] ?? ''}`,
		email: `nobody${pair}@elsewhere.example.com`,
	}),
	strangerNamesake: (seat) => ({
		...without(seat, 'trueUserId'),
		email: `${localPart(seat)}@elsewhere.example.com`,
	}),
	swappedNamesake: (seat) => ({
		...without(seat, 'email', 'trueUserId'),
		firstName: seat.lastName,
		lastName: seat.firstName,
	}),
};
