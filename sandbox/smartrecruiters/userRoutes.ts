import type { CompanyUser } from '../company/entities';
import { iso, pageOf, readCursor, readLimit, readTime } from './paging';
import { problem } from './problems';
import type { SrCall, SrRoute } from './SrRoute';

const BASE = '/user-api/v201804';

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
				return first && userItem(first);
			},
		},
		{
			method: 'GET',
			path: `${BASE}/users/:userId`,
			scope: 'users_read',
			handle: (call) => {
				const user = call.context.company.users.find(({ id }) => id === call.params.userId);
				if (!user) throw problem(404, 'USER_NOT_FOUND', 'User not found');
				return userItem(user);
			},
		},
		{
			method: 'GET',
			path: `${BASE}/system-roles`,
			scope: 'users_read',
			handle: () => ({
				content: ['ADMINISTRATOR', 'EXTENDED', 'STANDARD', 'RESTRICTED', 'EMPLOYEE'].map((id) => ({
					id,
					name: id,
				})),
			}),
		},
	];
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
		systemRole: { id: user.systemRole, name: user.systemRole },
		active: user.active,
		updatedOn: iso(user.updatedOn),
		language: { code: 'en' },
		ssoLoginMode: 'PASSWORD',
		accessGroups: [],
		seats: {},
	};
}
