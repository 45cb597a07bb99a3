import type { Seat } from '../linkedin/seats';
import type { SrUser } from '../smartrecruiters/users';
import { foldAddress, mailboxOf } from './emailAddress';
import { type Confidence, MATCH_REASONS, type MatchReason, type Verdict } from './matchReasons';
import { exactName, inDifferentAlphabets, nameKeys, sameName, spellsName } from './personName';
import { UserDirectory } from './UserDirectory';

/** A mapping that was decided before. */
export interface StoredMapping {
	seatUrn: string;
	personUrn?: string;
	userId: string;
}

export interface Suggestion {
	seat: Seat;
	verdict: Verdict;
	confidence: Confidence;
	reason: MatchReason;
	/** The one user, for `matched` only. */
	user?: SrUser;
	/** Active users who could be meant, likeliest first, for `review`. */
	candidates: SrUser[];
}

/** How many people a review offers. */
const MOST_CANDIDATES = 5;

/**
 * Suggests a SmartRecruiters user for every seat holder: by the stored person, then by e-mail address and name, then by
 * a name that nobody else has. What does not follow from that is for review, with the people who could be meant; nothing
 * is guessed. Pure; seats keep their order.
 *
 * @param seats all seats that are to be mapped at once: two people must not get one user
 * @param users all users, deactivated ones included: they can be namesakes
 */
export function matchSeats(
	seats: readonly Seat[],
	users: Iterable<SrUser>,
	stored: readonly StoredMapping[] = [],
): Suggestion[] {
	const directory = new UserDirectory(users);
	const memory = new Memory(stored);
	const holders = countHolders(seats);
	const suggestions = seats.map((seat) => {
		const found = remembered(seat, memory, directory) ?? byAddress(seat, directory);
		return suggest(seat, found ?? byName(seat, directory, holders), directory);
	});
	return withoutRivals(suggestions, memory);
}

interface Finding {
	reason: MatchReason;
	user?: SrUser;
	/** Who could be meant, before those who share the name. */
	also?: readonly SrUser[];
}

/** What was decided before, by person and by seat. */
class Memory {
	readonly usersByPerson = new Map<string, Set<string>>();

	readonly bySeat = new Map<string, StoredMapping>();

	readonly peopleByUser = new Map<string, Set<string>>();

	constructor(stored: readonly StoredMapping[]) {
		for (const mapping of stored) {
			const { seatUrn, personUrn, userId } = mapping;
			this.bySeat.set(seatUrn, mapping);
			if (!personUrn) continue;
			addTo(this.usersByPerson, personUrn, userId);
			addTo(this.peopleByUser, userId, personUrn);
		}
	}

	/** Users this seat was mapped to; a seat that has passed to another person remembers nothing. */
	of({ seatUrn, personUrn }: Seat): { users: Set<string>; by: 'STORED_PERSON' | 'STORED_SEAT' } {
		const byPerson = personUrn ? this.usersByPerson.get(personUrn) : undefined;
		if (byPerson) return { users: byPerson, by: 'STORED_PERSON' };
		const mapping = this.bySeat.get(seatUrn);
		const passedOn = mapping?.personUrn && personUrn && mapping.personUrn !== personUrn;
		return {
			users: new Set(mapping && !passedOn ? [mapping.userId] : []),
			by: 'STORED_SEAT',
		};
	}
}

function remembered(seat: Seat, memory: Memory, directory: UserDirectory): Finding | undefined {
	const { users, by } = memory.of(seat);
	const [userId] = users;
	if (userId === undefined) return undefined;
	const known = [...users].flatMap((id) => directory.get(id) ?? []);
	if (users.size > 1) return { reason: 'STORED_CONFLICT', also: known };
	const user = directory.get(userId);
	return user?.active ? { reason: by, user } : { reason: 'STORED_USER_GONE' };
}

function byAddress(seat: Seat, directory: UserDirectory): Finding | undefined {
	const address = foldAddress(seat.email);
	if (!address) return undefined;
	const exact = directory.withAddress(address);
	const owners = exact.length > 0 ? exact : directory.withUntagged(address);
	if (owners.length === 0) return undefined;
	const active = owners.filter((user) => user.active);
	const named = active.filter((user) => sameName(seat, user));
	const [one] = named;
	if (one && named.length === 1)
		return { reason: exact.length > 0 ? 'SAME_EMAIL' : 'SAME_EMAIL_TAGGED', user: one };
	if (active.length > 1) return { reason: 'EMAIL_OF_SEVERAL_USERS', also: active };
	const [only] = active;
	if (!only) return { reason: 'EMAIL_DEACTIVATED' };
	const mailbox = mailboxOf(address);
	const spelled = [seat, only].some((name) => spellsName(mailbox, name));
	return exact.length > 0 && inDifferentAlphabets(seat, only) && spelled
		? { reason: 'SAME_EMAIL_OTHER_ALPHABET', user: only }
		: { reason: 'EMAIL_OTHER_NAME', also: active };
}

function byName(
	seat: Seat,
	directory: UserDirectory,
	holders: ReadonlyMap<string, ReadonlySet<string>>,
): Finding {
	const alike = directory.namedLike(seat);
	const [one] = alike;
	if (!one) return { reason: 'NOBODY' };
	if (alike.every(({ active }) => !active)) return { reason: 'NAME_DEACTIVATED' };
	// An address that nobody has speaks against the namesake: it may be another person.
	if (foldAddress(seat.email)) return { reason: 'NAME_OTHER_EMAIL' };
	// A colleague who left counts, too: the seat may still be that one's.
	if (alike.length > 1) return { reason: 'NAME_OF_SEVERAL_USERS' };
	if (nameKeys(seat).some((key) => (holders.get(key)?.size ?? 0) > 1))
		return { reason: 'NAME_OF_SEVERAL_SEATS' };
	return exactName(seat) === exactName(one)
		? { reason: 'UNIQUE_NAME', user: one }
		: { reason: 'NAME_ALIKE' };
}

function suggest(seat: Seat, { reason, user, also = [] }: Finding, directory: UserDirectory) {
	const suggestion: Suggestion = {
		seat,
		verdict: MATCH_REASONS[reason].verdict,
		confidence: MATCH_REASONS[reason].confidence,
		reason,
		candidates: [],
	};
	if (user) return { ...suggestion, user };
	const candidates = [...new Set([...also, ...directory.namedLike(seat)])]
		.filter(({ active }) => active)
		.slice(0, MOST_CANDIDATES);
	return { ...suggestion, candidates };
}

/** Two LinkedIn people never get one user: what was not decided by a person goes to review. */
function withoutRivals(suggestions: readonly Suggestion[], memory: Memory): Suggestion[] {
	const claims = new Map<string, Set<string>>();
	for (const [userId, people] of memory.peopleByUser)
		for (const person of people) addTo(claims, userId, person);
	for (const { user, seat } of suggestions)
		if (user && seat.personUrn) addTo(claims, user.id, seat.personUrn);
	return suggestions.map((suggestion) => {
		const { user, seat, reason } = suggestion;
		if (!user || reason === 'STORED_PERSON' || reason === 'STORED_SEAT') return suggestion;
		const people = claims.get(user.id) ?? new Set();
		const rivals = [...people].filter((person) => person !== seat.personUrn);
		// Who has no person yet (an open invitation) may well be the one who sits on another seat already.
		if (seat.personUrn ? rivals.length === 0 : rivals.length < 2) return suggestion;
		const { user: _dropped, ...rest } = suggestion;
		return {
			...rest,
			reason: 'USER_OF_SEVERAL_PEOPLE',
			verdict: MATCH_REASONS.USER_OF_SEVERAL_PEOPLE.verdict,
			confidence: MATCH_REASONS.USER_OF_SEVERAL_PEOPLE.confidence,
			candidates: [user],
		};
	});
}

/** Who bears each name among the seat holders; one person on two contracts is one. */
function countHolders(seats: readonly Seat[]): Map<string, Set<string>> {
	const holders = new Map<string, Set<string>>();
	for (const seat of seats)
		for (const key of nameKeys(seat)) addTo(holders, key, seat.personUrn ?? seat.seatUrn);
	return holders;
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
	const known = map.get(key);
	if (known) known.add(value);
	else map.set(key, new Set([value]));
}
