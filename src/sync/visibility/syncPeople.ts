import {
	groupsOfPeople,
	type MappedPerson,
	userOfGroup,
	type UserFacts,
	type VisibilityRules,
} from '../../mapping/visibility';
import { findGroupsOfPerson } from '../../linkedin/findAcls';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { readUsers } from '../../smartrecruiters/users';
import type { SeatRow } from '../../state/tables';
import type { StoredGroups } from '../../state/VisibilityLedger';
import { type AclTools, type GroupChange, writeGroups } from './writeGroups';

/** People on LinkedIn who have an active seat, and whom the mapping names. */
export function mappedPeople(seats: readonly SeatRow[]): MappedPerson[] {
	return seats
		.filter(
			({ seatState, person, userId }) => seatState === 'ACTIVE' && person !== '' && userId !== '',
		)
		.map(({ person, userId }) => ({ person, userId }));
}

/** Every user of SmartRecruiters, by id. */
export async function readUserFacts(api: SmartRecruitersApi): Promise<Map<string, UserFacts>> {
	const users = new Map<string, UserFacts>();
	for await (const { content } of readUsers(api))
		for (const user of content) users.set(user.id, user);
	return users;
}

export interface PeopleSynced {
	written: number;
	deleted: number;
	/** How many people have a group at LinkedIn now. */
	people: number;
	/** People of whom LinkedIn did not take a row: they are tried again. */
	refused: number;
	/** Whether somebody has a group of their own now that no job names yet. */
	isNew: boolean;
}

/**
 * Puts people into their groups, and takes them out; whoever has left, first of all. Before somebody is put into a group of
 * their own, no job names it any more: what was left from earlier shows them nothing that they may not see.
 *
 * @param seats to be given rows; everybody else who has one loses it
 * @param reads whether LinkedIn is asked what it holds, because nobody remembers it
 */
export async function syncPeople(
	tools: AclTools,
	seats: readonly SeatRow[],
	users: ReadonlyMap<string, UserFacts>,
	rules: VisibilityRules,
	reads: boolean,
): Promise<PeopleSynced> {
	const { ledger, linkedIn } = tools;
	const stored = new Map<string, StoredGroups>(await ledger.all('person'));
	if (reads) {
		for (const { person } of seats.filter((seat) => seat.person !== '')) {
			const held = await findGroupsOfPerson(linkedIn, person);
			stored.set(person, new Map([...(stored.get(person) ?? []), ...[...held].map(confirmed)]));
		}
		await ledger.put('person', stored, tools.effects.now());
	}
	const wanted = groupsOfPeople(mappedPeople(seats), users, rules);
	const changes = new Map<string, GroupChange>();
	for (const person of new Set([...stored.keys(), ...wanted.keys()]))
		changes.set(person, {
			stored: stored.get(person) ?? new Map(),
			wanted: wanted.get(person) ?? new Set(),
		});
	const gone = await writeGroups(tools, 'person', changes, 'deletions');
	const fresh = [...wanted].flatMap(([person, groups]) =>
		[...groups]
			.filter(
				(group) => userOfGroup(group) !== undefined && gone.stored.get(person)?.get(group) !== true,
			)
			.map((group) => ({ person, group })),
	);
	const isClear =
		fresh.length === 0 || (await clearJobs(tools, new Set(fresh.map(({ group }) => group))));
	const given = await writeGroups(
		tools,
		'person',
		new Map(
			[...wanted].map(([person, groups]) => [
				person,
				{
					stored: gone.stored.get(person) ?? new Map(),
					wanted: isClear ? groups : withoutOwn(groups),
				},
			]),
		),
	);
	const people = [...given.stored.values()].filter((groups) => [...groups.values()].includes(true));
	return {
		written: given.written,
		deleted: gone.deleted + given.deleted,
		people: people.length,
		refused: new Set([...gone.refused.keys(), ...given.refused.keys()]).size,
		isNew: fresh.some(({ person, group }) => given.stored.get(person)?.get(group) === true),
	};
}

const confirmed = (group: string): readonly [string, boolean] => [group, true];

/** @returns whether no job names any of these groups now */
async function clearJobs(tools: AclTools, groups: ReadonlySet<string>): Promise<boolean> {
	const jobs = await tools.ledger.all('job');
	const named = [...jobs].filter(([, own]) => [...own.keys()].some((group) => groups.has(group)));
	const changes = new Map(
		named.map(([id, stored]) => [
			id,
			{ stored, wanted: new Set([...stored.keys()].filter((group) => !groups.has(group))) },
		]),
	);
	const { refused } = await writeGroups(tools, 'job', changes, 'deletions');
	return refused.size === 0;
}

const withoutOwn = (groups: ReadonlySet<string>): Set<string> =>
	new Set([...groups].filter((group) => userOfGroup(group) === undefined));
