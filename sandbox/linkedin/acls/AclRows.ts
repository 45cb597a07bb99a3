/** What ACLs can secure: the first in every source, the second in an example of generation 2 alone (LinkedIn reference §11.1). */
export type AclEntityType = 'JOB_POSTING' | 'JOB_REQUISITION';

/** "This group may see this entity" (§11.2). */
export interface EntityAcl {
	entityType: AclEntityType;
	entityId: string;
	group: string;
}

/** "This person is in this group", for one entity type (§11.3). */
export interface AclAssignee {
	entityType: AclEntityType;
	group: string;
	/** `urn:li:person:…`. */
	assignee: string;
}

const NONE: ReadonlySet<string> = new Set();

/** One side of the rows: which groups something has, and what has a group. */
class Pairs {
	private readonly groups = new Map<string, Set<string>>();

	private readonly members = new Map<string, Set<string>>();

	groupsOf(member: string): ReadonlySet<string> {
		return this.groups.get(member) ?? NONE;
	}

	membersOf(group: string): ReadonlySet<string> {
		return this.members.get(group) ?? NONE;
	}

	add(member: string, group: string): void {
		put(this.groups, member, group);
		put(this.members, group, member);
	}

	remove(member: string, group: string): boolean {
		take(this.members, group, member);
		return take(this.groups, member, group);
	}

	*all(): Generator<readonly [member: string, group: string]> {
		for (const [member, groups] of this.groups) for (const group of groups) yield [member, group];
	}
}

function put(map: Map<string, Set<string>>, key: string, value: string): void {
	const known = map.get(key);
	if (known) known.add(value);
	else map.set(key, new Set([value]));
}

function take(map: Map<string, Set<string>>, key: string, value: string): boolean {
	const known = map.get(key);
	const had = known?.delete(value) ?? false;
	if (known?.size === 0) map.delete(key);
	return had;
}

/**
 * The access control rows of one organization, under one data provider: two plain sets (LinkedIn reference §17.14). A
 * group is made nowhere; it exists as long as a row names it.
 */
export class AclRows {
	private readonly entities = new Map<AclEntityType, Pairs>();

	private readonly people = new Map<AclEntityType, Pairs>();

	addEntity({ entityType, entityId, group }: EntityAcl): void {
		pairs(this.entities, entityType).add(entityId, group);
	}

	removeEntity({ entityType, entityId, group }: EntityAcl): boolean {
		return pairs(this.entities, entityType).remove(entityId, group);
	}

	addAssignee({ entityType, group, assignee }: AclAssignee): void {
		pairs(this.people, entityType).add(assignee, group);
	}

	removeAssignee({ entityType, group, assignee }: AclAssignee): boolean {
		return pairs(this.people, entityType).remove(assignee, group);
	}

	groupsOfEntity(entityType: AclEntityType, entityId: string): ReadonlySet<string> {
		return pairs(this.entities, entityType).groupsOf(entityId);
	}

	entitiesOfGroup(entityType: AclEntityType, group: string): ReadonlySet<string> {
		return pairs(this.entities, entityType).membersOf(group);
	}

	groupsOfPerson(entityType: AclEntityType, person: string): ReadonlySet<string> {
		return pairs(this.people, entityType).groupsOf(person);
	}

	peopleOfGroup(entityType: AclEntityType, group: string): ReadonlySet<string> {
		return pairs(this.people, entityType).membersOf(group);
	}

	/** All rows of both kinds, as plain data. */
	dump(): { entities: EntityAcl[]; assignees: AclAssignee[] } {
		return {
			entities: [...this.entities].flatMap(([entityType, rows]) =>
				[...rows.all()].map(([entityId, group]) => ({ entityType, entityId, group })),
			),
			assignees: [...this.people].flatMap(([entityType, rows]) =>
				[...rows.all()].map(([assignee, group]) => ({ entityType, group, assignee })),
			),
		};
	}
}

function pairs(map: Map<AclEntityType, Pairs>, entityType: AclEntityType): Pairs {
	const known = map.get(entityType);
	if (known) return known;
	const fresh = new Pairs();
	map.set(entityType, fresh);
	return fresh;
}
