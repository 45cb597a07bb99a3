import { MOST_GROUPS_OF_A_PERSON } from '../linkedin/limits';
import type { DepartmentFacts, DepartmentSet } from './resolveDepartments';
import type { JobFacts } from './SharingRules';

/** A seat holder and the SmartRecruiters user whom the mapping says that they are. */
export interface MappedPerson {
	/** `urn:li:person:…`. */
	person: string;
	userId: string;
}

/** What SmartRecruiters says of a user. */
export interface UserFacts {
	id: string;
	active: boolean;
	systemRole?: { id: string } | undefined;
	/** `undefined` when it is not told. */
	accessGroups?: ReadonlyArray<{ id: string }> | undefined;
}

/** Who sees what, with everything looked up that the choice names. */
export interface VisibilityRules {
	/** A group for each person, or one for each access group. */
	scheme: 'person' | 'accessGroup';
	/** Jobs that everybody sees all the same. */
	openJobs: ReadonlySet<string>;
	openDepartments: DepartmentSet;
	/** Access group id → the departments whose jobs it covers, as the admin says: no API tells it. */
	accessGroups: ReadonlyMap<string, DepartmentSet>;
	/** Whether confidential jobs are shared with their hiring team alone: then administrators need a group of their own, too. */
	confidentialToTeam: boolean;
	/** The scheme that is being left: until all groups of the new one are written, those of both count. */
	leaving?: Pick<VisibilityRules, 'scheme' | 'accessGroups'> | undefined;
}

/** The group of those who see every job. */
export const ALL_GROUP = 'all';
export const groupOfUser = (userId: string): string => `u-${userId}`;
const groupOfAccessGroup = (accessGroupId: string): string => `g-${accessGroupId}`;

/** The user whose own group this is. */
export const userOfGroup = (group: string): string | undefined =>
	group.startsWith('u-') ? group.slice(2) : undefined;

/** Whether a user sees every job (SmartRecruiters reference §4.4). Without a word about access groups, an Extended user does not. */
export function seesEveryJob({ active, systemRole, accessGroups }: UserFacts): boolean {
	if (!active) return false;
	if (systemRole?.id === 'ADMINISTRATOR') return true;
	return systemRole?.id === 'EXTENDED' && accessGroups?.length === 0;
}

/** Whether a job is an exception that everybody sees. */
export function isOpenToAll(job: JobFacts, rules: VisibilityRules): boolean {
	return rules.openJobs.has(job.id) || rules.openDepartments.holds(job.department);
}

/**
 * The groups of each person, at most 10. Whoever is mapped to two users is in none: nobody can say whose sight is theirs.
 * Deactivated users are in none either.
 */
export function groupsOfPeople(
	people: readonly MappedPerson[],
	users: ReadonlyMap<string, UserFacts>,
	rules: VisibilityRules,
): Map<string, Set<string>> {
	const usersOf = new Map<string, Set<string>>();
	for (const { person, userId } of people)
		usersOf.set(person, (usersOf.get(person) ?? new Set()).add(userId));
	const groups = new Map<string, Set<string>>();
	for (const [person, ids] of usersOf) {
		const [userId, second] = ids;
		const user = userId === undefined || second !== undefined ? undefined : users.get(userId);
		if (user?.active) groups.set(person, new Set(groupsOfUser(user, rules)));
	}
	return groups;
}

function groupsOfUser(user: UserFacts, rules: VisibilityRules): string[] {
	return wantedGroups(user, rules).slice(0, MOST_GROUPS_OF_A_PERSON);
}

/** Whether a person would be in more groups than LinkedIn takes, and so lose some of their sight. */
export function hasTooManyGroups(user: UserFacts, rules: VisibilityRules): boolean {
	return user.active && wantedGroups(user, rules).length > MOST_GROUPS_OF_A_PERSON;
}

function wantedGroups(user: UserFacts, rules: VisibilityRules): string[] {
	const { leaving } = rules;
	const groups = [
		...groupsByScheme(user, rules),
		...(leaving ? groupsByScheme(user, { ...rules, ...leaving }) : []),
	];
	return [...new Set(groups)];
}

function groupsByScheme(user: UserFacts, rules: VisibilityRules): string[] {
	const own = rules.scheme === 'person' ? [groupOfUser(user.id)] : [];
	if (seesEveryJob(user)) return rules.confidentialToTeam ? [ALL_GROUP, ...own] : [ALL_GROUP];
	const role = user.systemRole?.id;
	const byGroup = role === 'EXTENDED' || role === 'STANDARD';
	const covered = (byGroup ? (user.accessGroups ?? []) : []).filter(({ id }) =>
		rules.accessGroups.has(id),
	);
	return [...own, ...covered.map(({ id }) => groupOfAccessGroup(id))];
}

/** The groups of a confidential job: of its hiring team, and of nobody else. */
export function groupsOfConfidentialJob(
	team: readonly string[],
	hasGroup: (userId: string) => boolean,
): Set<string> {
	return new Set(team.filter(hasGroup).map(groupOfUser));
}

/**
 * The groups that see a job that is not confidential.
 *
 * @param team ids of users
 * @param hasGroup whether a user is somebody on LinkedIn, in a group of their own
 */
export function groupsOfJob(
	job: JobFacts,
	team: readonly string[],
	hasGroup: (userId: string) => boolean,
	rules: VisibilityRules,
): Set<string> {
	if (isOpenToAll(job, rules)) return new Set();
	const schemes = rules.leaving ? [rules, rules.leaving] : [rules];
	const byPerson = schemes.some(({ scheme }) => scheme === 'person');
	const members = byPerson ? team.filter(hasGroup).map(groupOfUser) : [];
	const covering = schemes.flatMap(({ accessGroups }) =>
		[...accessGroups]
			.filter(([, departments]) => covers(departments, job.department))
			.map(([id]) => groupOfAccessGroup(id)),
	);
	return new Set([ALL_GROUP, ...members, ...covering]);
}

const covers = (departments: DepartmentSet, department: DepartmentFacts): boolean =>
	departments.holds(department);

/**
 * What is to be written and deleted: what was not confirmed is written again, and deleted like anything else.
 *
 * @param stored a group → whether LinkedIn has confirmed it
 */
export function differingGroups(
	stored: ReadonlyMap<string, boolean>,
	wanted: ReadonlySet<string>,
): { add: string[]; remove: string[] } {
	return {
		add: [...wanted].filter((group) => stored.get(group) !== true),
		remove: [...stored.keys()].filter((group) => !wanted.has(group)),
	};
}
