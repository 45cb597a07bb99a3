import { z } from 'zod';
import type { AccessGroup, CompanyUser } from '../company/entities';
import { ACCESS_GROUPS, SYSTEM_ROLES, systemRoleName } from '../company/makeTeam';
import { iso, pageOf, readCursor, readLimit, readTime } from './paging';
import { badRequest, problem } from './problems';
import type { SrCall, SrRoute } from './SrRoute';

const BASE = '/user-api/v201804';
const MOST_AT_ONCE = 5_000;
const MAY_HAVE_GROUPS = new Set(['EXTENDED', 'STANDARD']);

/** Users (SmartRecruiters reference §9): no total, deactivated ones included. */
export function userRoutes(): SrRoute[] {
	return [
		{ method: 'GET', path: `${BASE}/users`, scope: 'users_read', handle: listUsers },
		{
			method: 'GET',
			path: `${BASE}/users/me`,
			scope: 'user_me_read',
			handle: (call) => {
				const [first] = call.context.company.users;
				return first && userDetails(first);
			},
		},
		{
			method: 'GET',
			path: `${BASE}/users/:userId`,
			scope: 'users_read',
			handle: (call) => userDetails(needUser(call, call.params.userId ?? '')),
		},
		{
			method: 'GET',
			path: `${BASE}/system-roles`,
			scope: 'users_read',
			handle: () => ({
				content: Object.entries(SYSTEM_ROLES).map(([id, name]) => ({ id, name })),
			}),
		},
		{
			method: 'GET',
			path: `${BASE}/access-groups`,
			scope: 'users_read',
			handle: () => ({ content: ACCESS_GROUPS.map(({ id, name }) => ({ id, name })) }),
		},
		{
			method: 'POST',
			path: `${BASE}/access-groups/:groupId/users`,
			scope: 'users_manage',
			status: 201,
			handle: addToGroup,
		},
		{
			method: 'DELETE',
			path: `${BASE}/access-groups/:groupId/users/:userId`,
			scope: 'users_manage',
			status: 204,
			handle: removeFromGroup,
		},
	];
}

/** All or nothing: one unknown user refuses the whole list. */
function addToGroup(call: SrCall): unknown {
	const { company, clock } = call.context;
	const group = needGroup(call);
	const ids = z.array(z.string()).max(MOST_AT_ONCE).safeParse(call.body);
	if (!ids.success) throw badRequest('An array of user ids is wanted');
	const users = ids.data.map((id) => needUser(call, id));
	for (const user of users) {
		if (!MAY_HAVE_GROUPS.has(user.systemRole))
			throw problem(
				400,
				'ACCESS_GROUP_NOT_ALLOWED_FOR_USER',
				'The system role of the user has no access groups',
			);
	}
	for (const { id, accessGroups } of users) {
		if (!accessGroups.includes(group.id))
			company.changeUser(id, {
				accessGroups: [...accessGroups, group.id],
				updatedOn: clock.now(),
			});
	}
	return {};
}

function removeFromGroup(call: SrCall): unknown {
	const { company, clock } = call.context;
	const group = needGroup(call);
	const { id, accessGroups } = needUser(call, call.params.userId ?? '');
	if (!accessGroups.includes(group.id))
		throw problem(404, 'USER_NOT_IN_ACCESS_GROUP', 'User is not in the access group');
	company.changeUser(id, {
		accessGroups: accessGroups.filter((one) => one !== group.id),
		updatedOn: clock.now(),
	});
	return undefined;
}

function needGroup({ params }: SrCall): AccessGroup {
	const group = ACCESS_GROUPS.find(({ id }) => id === params.groupId);
	if (!group) throw problem(404, 'ACCESS_GROUP_NOT_FOUND', 'Access group not found');
	return group;
}

function needUser({ context }: SrCall, id: string): CompanyUser {
	const user = context.company.userById(id);
	if (!user) throw problem(404, 'USER_NOT_FOUND', 'User not found');
	return user;
}

function listUsers(call: SrCall): unknown {
	const limit = readLimit(call, 100);
	const from = readCursor(call);
	const q = call.query.get('q')?.toLowerCase();
	const updatedAfter = readTime(call, 'updatedAfter');
	const users = call.context.company.users.filter(
		(user) =>
			(!q || `${user.firstName} ${user.lastName} ${user.email}`.toLowerCase().includes(q)) &&
			(updatedAfter === undefined || user.updatedOn > updatedAfter),
	);
	const content = users.slice(from, from + limit).map(userItem);
	const next = from + limit < users.length ? from + limit : undefined;
	return pageOf(call, `${BASE}/users`, { fields: { limit }, content, next });
}

function userItem(user: CompanyUser) {
	return {
		id: user.id,
		email: user.email,
		firstName: user.firstName,
		lastName: user.lastName,
		systemRole: { id: user.systemRole, name: systemRoleName(user.systemRole) },
		active: user.active,
		updatedOn: iso(user.updatedOn),
		language: { code: 'en' },
		ssoLoginMode: 'PASSWORD',
		accessGroups: user.accessGroups.map((id) => ({ id })),
		seats: {},
	};
}

/** As an item of the list, with the names of its groups (§9.2). */
function userDetails(user: CompanyUser) {
	const name = (id: string): string => ACCESS_GROUPS.find((one) => one.id === id)?.name ?? id;
	return {
		...userItem(user),
		accessGroups: user.accessGroups.map((id) => ({ id, name: name(id) })),
	};
}
