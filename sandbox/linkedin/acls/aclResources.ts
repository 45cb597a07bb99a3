import type { BatchResource, Refusal } from '../batchResource';
import type { Generation, GuardedCall, LinkedInRoom } from '../guard';
import type { OrganizationRecords } from '../LinkedInStore';
import { settleTasks } from '../jobRoutes';
import { problem } from '../problems';
import type { Validator } from '../validate';
import type { AclAssignee, EntityAcl } from './AclRows';
import { ACL_NAMES, entityTypeOf } from './aclNames';
import { defineAclFinderSwitches, findAssignees, findEntityAcls } from './aclFinders';

const PERSON = /^urn:li:person:[\w-]+$/;
const LONGEST_ID = 200;

/** What the reference leaves open about ACLs (§11.2–§11.6). */
export function defineAclSwitches({ context: { switches } }: LinkedInRoom): void {
	// `groups` of a person, or entity `rows` that a person reaches.
	switches.define('li§11.4 limit counts', 'groups');
	switches.define('li§11.2 limit per person', 10);
	// `accept` or `refuse` (a 404 for the key).
	switches.define('li§11.6 unknown job', 'accept');
	switches.define('li§11.6 unknown group', 'accept');
	switches.define('li§11.3 unknown person', 'accept');
	// Samples print the parts of body keys in one order; keys count as sets.
	switches.define('li§11.2 body key order counts', false);
	switches.define('li§15.3 versioned ACL keys have the data provider', 'either');
	switches.define('li§11.6 versioned entity types', 'JOB_POSTING,JOB_REQUISITION');
	defineAclFinderSwitches(switches);
}

/** Rows that tie groups to entities and to people, in both generations (LinkedIn reference §11). */
export function aclResources(room: LinkedInRoom): BatchResource[] {
	return (['v2', 'rest'] as const).flatMap((generation) => [
		entityAcls(room, generation),
		assignees(room, generation),
	]);
}

function shared(room: LinkedInRoom, generation: Generation) {
	const { switches } = room.context;
	return {
		generation,
		needs: 'ONE_CLICK_EXPORT',
		validate: onlyKeys,
		...(generation === 'rest' && {
			dataProvider: () => switches.text('li§15.3 versioned ACL keys have the data provider'),
		}),
		orderCounts: () => switches.boolean('li§11.2 body key order counts'),
	};
}

function entityAcls(room: LinkedInRoom, generation: Generation): BatchResource {
	const { type, id, group, entities } = ACL_NAMES[generation];
	const row = (ids: readonly string[]): EntityAcl => {
		const [entityType = '', entityId = '', name = ''] = ids;
		return { entityType: entityTypeOf(room, generation, entityType), entityId, group: name };
	};
	const tell = (call: GuardedCall, { entityId, group: name }: EntityAcl): void => {
		room.store.onSightChange?.(call.app.organization, {
			kind: 'entityAcl',
			entityId,
			group: name,
		});
	};
	return {
		...shared(room, generation),
		kind: 'entityAcl',
		path: `/${generation}/${entities}`,
		resource: entities,
		keyNames: [type, id, group],
		check: (ids) => void row(ids),
		write: (records, ids, _fields, _nowMs, call) => {
			const acl = row(ids);
			const refusal =
				tooLong(id, acl.entityId) ??
				unknownJob(room, records, acl) ??
				rowsRefused(room, records, acl, group);
			if (refusal) return refusal;
			records.acls.addEntity(acl);
			tell(call, acl);
			return undefined;
		},
		remove: (records, ids, call) => {
			const acl = row(ids);
			const removed = records.acls.removeEntity(acl);
			if (removed) tell(call, acl);
			return removed;
		},
		find: (call, records) => findEntityAcls(room, call, records, generation),
	};
}

function assignees(room: LinkedInRoom, generation: Generation): BatchResource {
	const { type, group, assignees: resource } = ACL_NAMES[generation];
	const row = (ids: readonly string[]): AclAssignee => {
		const [entityType = '', name = '', assignee = ''] = ids;
		if (!PERSON.test(assignee)) throw problem(400, 'Batch key parameter value is invalid');
		return { entityType: entityTypeOf(room, generation, entityType), group: name, assignee };
	};
	const tell = (call: GuardedCall, { group: name, assignee }: AclAssignee): void => {
		room.store.onSightChange?.(call.app.organization, {
			kind: 'assignee',
			group: name,
			assignee,
		});
	};
	return {
		...shared(room, generation),
		kind: 'entityAclAssignee',
		path: `/${generation}/${resource}`,
		resource,
		keyNames: [type, group, 'assignee'],
		check: (ids) => void row(ids),
		write: (records, ids, _fields, _nowMs, call) => {
			const assignee = row(ids);
			const refusal =
				unknownGroup(room, records, assignee) ??
				unknownPerson(room, call, assignee) ??
				limitReached(room, records, assignee, group);
			if (refusal) return refusal;
			records.acls.addAssignee(assignee);
			tell(call, assignee);
			return undefined;
		},
		remove: (records, ids, call) => {
			const assignee = row(ids);
			const removed = records.acls.removeAssignee(assignee);
			if (removed) tell(call, assignee);
			return removed;
		},
		find: (call, records) => findAssignees(room, call, records, generation),
	};
}

/** The value of a row is an empty object (§11.2). */
const onlyKeys: Validator = (fields) => {
	const [name] = Object.keys(fields);
	return name === undefined
		? undefined
		: `ERROR :: /${name} :: unrecognized field found but not allowed\n`;
};

const tooLong = (name: string, id: string): string | undefined =>
	id.length > LONGEST_ID ? `ERROR :: /${name} :: length is out of bounds\n` : undefined;

function unknownJob(
	room: LinkedInRoom,
	records: OrganizationRecords,
	{ entityType, entityId }: EntityAcl,
): Refusal | undefined {
	if (room.context.switches.text('li§11.6 unknown job') !== 'refuse') return undefined;
	settleTasks(room, records);
	return entityType === 'JOB_POSTING' && !records.jobs.has(entityId)
		? { status: 404, message: 'The entity is not known' }
		: undefined;
}

function unknownGroup(
	{ context: { switches } }: LinkedInRoom,
	{ acls }: OrganizationRecords,
	{ entityType, group }: AclAssignee,
): Refusal | undefined {
	return switches.text('li§11.6 unknown group') === 'refuse' &&
		acls.entitiesOfGroup(entityType, group).size === 0
		? { status: 404, message: 'No entity names this group' }
		: undefined;
}

function unknownPerson(
	{ context: { switches }, seats }: LinkedInRoom,
	{ app }: GuardedCall,
	{ assignee }: AclAssignee,
): Refusal | undefined {
	if (switches.text('li§11.3 unknown person') !== 'refuse') return undefined;
	const known = app.contracts.some((contract) =>
		seats.list(contract).some(({ personUrn }) => personUrn === assignee),
	);
	return known ? undefined : { status: 404, message: 'The assignee is not known' };
}

/** At most 10 groups a person, for each entity type and context; read the other way, 10 rows (§11.4). */
function limitReached(
	{ context: { switches } }: LinkedInRoom,
	{ acls }: OrganizationRecords,
	{ entityType, group, assignee }: AclAssignee,
	name: string,
): string | undefined {
	const groups = acls.groupsOfPerson(entityType, assignee);
	if (groups.has(group)) return undefined;
	const rows = (one: string): number => acls.entitiesOfGroup(entityType, one).size;
	const reached =
		switches.text('li§11.4 limit counts') === 'rows'
			? [...groups, group].reduce((sum, one) => sum + rows(one), 0)
			: groups.size + 1;
	return reached > switches.number('li§11.2 limit per person') ? tooMany(name) : undefined;
}

/** Where LinkedIn counts rows, one more row is one more for everybody in its group. */
function rowsRefused(
	{ context: { switches } }: LinkedInRoom,
	{ acls }: OrganizationRecords,
	{ entityType, entityId, group }: EntityAcl,
	name: string,
): string | undefined {
	if (switches.text('li§11.4 limit counts') !== 'rows') return undefined;
	if (acls.groupsOfEntity(entityType, entityId).has(group)) return undefined;
	const most = switches.number('li§11.2 limit per person');
	for (const person of acls.peopleOfGroup(entityType, group)) {
		let rows = 1;
		for (const one of acls.groupsOfPerson(entityType, person))
			rows += acls.entitiesOfGroup(entityType, one).size;
		if (rows > most) return tooMany(name);
	}
	return undefined;
}

const tooMany = (name: string): string =>
	`ERROR :: /${name} :: the limit of ACLs for one user is reached\n`;
