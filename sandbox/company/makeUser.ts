import type { CompanyUser } from './entities';
import type { CompanyShape } from './makeCandidate';
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
	if (place === 0) return owner(user, caseOfPair(pair), pair);
	return place === 1 ? companion(shape, user, caseOfPair(pair), pair) : user;
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
		systemRole: index === 0 ? 'ADMINISTRATOR' : 'STANDARD',
		updatedOn: baseMs - index * 86_400_000,
	};
}

/** The seat holder's own account. */
function owner(user: CompanyUser, kind: PairCase, pair: number): CompanyUser {
	const named = (firstName: string, lastName: string): CompanyUser => ({
		...user,
		firstName,
		lastName,
		email: addressOf(firstName, lastName, pair * USERS_PER_PAIR),
	});
	switch (kind) {
		case 'unicodeForm':
			return named('Zoë', 'Núñez');
		case 'diacritics':
			return named('Ágnes', 'Müller-Lüdenscheidt');
		case 'otherAlphabet':
			return named('Anna', 'Ivanova');
		case 'teamMailbox':
			return { ...user, email: `team${pair}@example.com` };
		case 'deactivated':
			return { ...user, active: false };
		default:
			return user;
	}
}

/** Who makes the case hard. */
function companion(
	shape: CompanyShape,
	user: CompanyUser,
	kind: PairCase,
	pair: number,
): CompanyUser {
	const own = makeUser(shape, pair * USERS_PER_PAIR);
	const sameName = { ...user, firstName: own.firstName, lastName: own.lastName };
	switch (kind) {
		case 'namesakes':
		case 'namesakeEmail':
			return { ...sameName, active: true };
		case 'departedNamesake':
		case 'departedHolder':
			return { ...sameName, active: false };
		case 'sharedMailbox':
			return {
				...user,
				firstName: 'Recruiting',
				lastName: 'Team',
				email: `recruiting${pair}@example.com`,
				active: true,
			};
		case 'teamMailbox':
			return { ...user, email: own.email, active: true };
		case 'reassignedEmail':
			return {
				...user,
				firstName: `${own.firstName}a`,
				lastName: own.lastName,
				email: formerAddress(own.lastName, pair),
				active: true,
			};
		default:
			return user;
	}
}

/** The short address that a person had before: later somebody else's. */
export function formerAddress(lastName: string, pair: number): string {
	return `${ascii(lastName) || 'former'}.${pair}@example.com`;
}
