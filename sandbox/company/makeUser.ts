import { DAY_MS } from '../core/durations';
import type { CompanyUser } from './entities';
import type { CompanyShape } from './makeCandidate';
import { accessGroupsOfUser, systemRoleOf } from './makeTeam';
import { hash } from './random';

/**
 * How a Recruiter seat holder and the users of SmartRecruiters relate. Users come in groups of four: the first is the
 * seat holder's own account, the second plays the part that the case needs, the other two have nothing to do with it.
 */
export const PAIR_CASES = [
	// The same address and the same person, however it is written.
	'plain',
	'emailCase',
	'unicodeForm',
	'diacritics',
	'swappedSameEmail',
	'middleName',
	'plusAddress',
	'namesakeEmail',
	'otherAlphabet',
	'invited',
	'parked',
	'inactive',
	'twoSeats',
	// Only the name is known.
	'noEmail',
	// Traps.
	'namesakes',
	'sharedMailbox',
	'teamMailbox',
	'changedEmail',
	'reassignedEmail',
	'marriedName',
	'departedNamesake',
	'departedHolder',
	'deactivated',
	'stranger',
	'strangerNamesake',
	'swappedNamesake',
] as const;
export type PairCase = (typeof PAIR_CASES)[number];

/** The first seats of every contract: most are easy, as in life. */
const FIRST: readonly PairCase[] = [
	'plain',
	'emailCase',
	'plain',
	'namesakes',
	'plain',
	'plusAddress',
	'unicodeForm',
	'plain',
	'changedEmail',
	'plain',
	'stranger',
];
export const USERS_PER_PAIR = 4;

/** Later on, every third seat is one of the cases, in turn. */
export function caseOfPair(pair: number): PairCase {
	const first = FIRST[pair];
	if (first) return first;
	if (pair % 3 !== 2) return 'plain';
	return PAIR_CASES[Math.floor((pair - FIRST.length) / 3) % PAIR_CASES.length] ?? 'plain';
}

const ascii = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z]/g, '');

/** The address that a company would give: `ada.lo7@example.com`. */
export function addressOf(firstName: string, lastName: string, number: number): string {
	const name = [ascii(firstName), ascii(lastName)].filter((part) => part !== '').join('.');
	return `${name || 'user'}${number}@example.com`;
}

/** A user of SmartRecruiters as a pure function of the company's shape and an index. */
export function makeUser(shape: CompanyShape, index: number): CompanyUser {
	const pair = Math.floor(index / USERS_PER_PAIR);
	const place = index % USERS_PER_PAIR;
	const user = anyone(shape, index);
	if (place > 1) return user;
	const kind = caseOfPair(pair);
	if (place === 0) return OWNERS[kind]?.(user, pair, user) ?? user;
	return COMPANIONS[kind]?.(user, pair, makeUser(shape, index - 1)) ?? user;
}

function anyone({ seed, pools, baseMs }: CompanyShape, index: number): CompanyUser {
	const firstName = pools.firstNames[hash(seed, 5, index) % pools.firstNames.length] ?? 'Sam';
	const lastName = pools.lastNames[hash(seed, 6, index) % pools.lastNames.length] ?? 'Sample';
	return {
		id: `${hash(seed, 7, index).toString(16).padStart(8, '0')}${index.toString(16).padStart(4, '0')}`.padStart(
			24,
			'5',
		),
		email: addressOf(firstName, lastName, index),
		firstName,
		lastName,
		active: index % 10 !== 9,
		systemRole: systemRoleOf(seed, index),
		updatedOn: baseMs - index * DAY_MS,
		accessGroups: accessGroupsOfUser(seed, index),
	};
}

type Dress = (user: CompanyUser, pair: number, own: CompanyUser) => CompanyUser;

const named =
	(firstName: string, lastName: string): Dress =>
	(user, pair) => ({
		...user,
		firstName,
		lastName,
		email: addressOf(firstName, lastName, pair * USERS_PER_PAIR),
	});
const namesake =
	(active: boolean): Dress =>
	(user, pair, { firstName, lastName }) => ({
		...user,
		firstName,
		lastName,
		email: addressOf(firstName, lastName, pair * USERS_PER_PAIR + 1),
		active,
	});

/** The seat holder's own account, where the case wants it special. */
const OWNERS: Partial<Record<PairCase, Dress>> = {
	unicodeForm: named('Zoë', 'Núñez'),
	diacritics: named('Ágnes', 'Müller-Lüdenscheidt'),
	otherAlphabet: named('Anna', 'Ivanova'),
	teamMailbox: (user, pair) => ({ ...user, email: `team${pair}@example.com` }),
	deactivated: (user) => ({ ...user, active: false }),
};

/** The account that makes the case hard. */
const COMPANIONS: Partial<Record<PairCase, Dress>> = {
	namesakes: namesake(true),
	namesakeEmail: namesake(true),
	departedNamesake: namesake(false),
	departedHolder: namesake(false),
	sharedMailbox: (user, pair) => ({
		...user,
		firstName: 'Recruiting',
		lastName: 'Team',
		email: `recruiting${pair}@example.com`,
		active: true,
	}),
	teamMailbox: (user, _pair, own) => ({ ...user, email: own.email, active: true }),
	reassignedEmail: (user, pair, own) => ({
		...user,
		firstName: `${own.firstName}a`,
		lastName: own.lastName,
		email: formerAddress(own.lastName, pair),
		active: true,
	}),
};

/** The short address that a person had before: later somebody else's. */
export function formerAddress(lastName: string, pair: number): string {
	return `${ascii(lastName) || 'former'}.${pair}@example.com`;
}
