import type { Switches } from '../../core/Switches';
import type { Generation, GuardedCall, LinkedInRoom } from '../guard';
import type { OrganizationRecords } from '../LinkedInStore';
import { withNullElements } from '../nulls';
import { problem } from '../problems';
import { finderPage, type FinderQuery, finderQuery } from '../seats/finderQuery';
import { ACL_NAMES, entityTypeOf } from './aclNames';

const DEFAULT_COUNT = 10;
const COMMON = ['q', 'integrationContext', 'dataProvider', 'start', 'count', 'fields'];

/** No response of an ACL read is printed anywhere (LinkedIn reference §11.2). */
export function defineAclFinderSwitches(switches: Switches): void {
	// `flat`: the key parts are the element's fields. `nested`: they stand in an object below `key`.
	switches.define('li§11.2 elements', 'flat');
	switches.define('li§14.6 ACL total', true);
	switches.define('li§14.6 largest page of ACLs', 1000);
}

/** `q=criteria` for one entity: its groups (§11.2). */
export function findEntityAcls(
	room: LinkedInRoom,
	call: GuardedCall,
	{ acls }: OrganizationRecords,
	generation: Generation,
): unknown {
	const { type, id, group, entities } = ACL_NAMES[generation];
	const query = criteria(call, [type, id], generation);
	const entityType = entityTypeOf(room, generation, needed(query, type));
	const entityId = needed(query, id);
	const found = [...acls.groupsOfEntity(entityType, entityId)].sort().map((one) => ({
		[type]: entityType,
		[id]: entityId,
		[group]: one,
	}));
	return page(room, call, query, found, `/${generation}/${entities}`);
}

/** `q=criteria` for one person: the groups that the person is in, of one entity type or of all (§11.3). */
export function findAssignees(
	room: LinkedInRoom,
	call: GuardedCall,
	{ acls }: OrganizationRecords,
	generation: Generation,
): unknown {
	const { type, group, assignees } = ACL_NAMES[generation];
	const query = criteria(call, ['assignee', type], generation);
	const assignee = needed(query, 'assignee');
	const wanted = query.text(type);
	const types =
		wanted === undefined
			? (['JOB_POSTING', 'JOB_REQUISITION'] as const)
			: [entityTypeOf(room, generation, wanted)];
	const found = types.flatMap((entityType) =>
		[...acls.groupsOfPerson(entityType, assignee)].sort().map((one) => ({
			[type]: entityType,
			[group]: one,
			assignee,
		})),
	);
	return page(room, call, query, found, `/${generation}/${assignees}`);
}

/** @throws Problem 400 for another finder, a parameter that it does not have, or another provider; 403 for another's context */
function criteria(call: GuardedCall, own: readonly string[], generation: Generation): FinderQuery {
	const query = finderQuery(call);
	if (query.text('q') !== 'criteria') throw problem(400, 'Finder is not known');
	for (const pair of call.query.split('&')) {
		const name = pair.split('=')[0] ?? '';
		if (name !== '' && ![...COMMON, ...own].includes(name))
			throw problem(400, `Query parameter ${name} is not known`);
	}
	const provider = query.text('dataProvider');
	if (provider === undefined ? generation === 'v2' : provider !== 'ATS')
		throw problem(400, 'Query parameter dataProvider is invalid');
	if (needed(query, 'integrationContext') !== call.app.organization)
		throw problem(403, 'The integration context is not yours', 100);
	return query;
}

function needed(query: FinderQuery, name: string): string {
	const value = query.text(name);
	if (!value) throw problem(400, `Query parameter ${name} is required`);
	return value;
}

function page(
	{ context: { switches } }: LinkedInRoom,
	call: GuardedCall,
	query: FinderQuery,
	found: ReadonlyArray<Record<string, string>>,
	path: string,
): unknown {
	const provider = query.text('dataProvider');
	const fields = query.text('fields')?.split(',');
	const nested = switches.text('li§11.2 elements') === 'nested';
	const elements = found.map((row) => {
		const key = {
			...row,
			integrationContext: call.app.organization,
			...(provider !== undefined && { dataProvider: provider }),
		};
		const shown = fields
			? Object.fromEntries(Object.entries(key).filter(([name]) => fields.includes(name)))
			: key;
		return nested ? { key: shown } : shown;
	});
	return finderPage(path, call, withNullElements(switches, elements), {
		start: query.whole('start') ?? 0,
		count: Math.min(
			query.whole('count') ?? DEFAULT_COUNT,
			switches.number('li§14.6 largest page of ACLs'),
		),
		withTotal: switches.boolean('li§14.6 ACL total'),
		foreignHost: switches.boolean('li§14.6 next links name a foreign host'),
	});
}
