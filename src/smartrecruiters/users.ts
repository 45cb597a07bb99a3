import { z } from 'zod';
import { CursorError } from '../errors/CursorError';
import type { Page } from '../http/Page';
import { segment } from '../http/segment';
import { flag, id, optionalPart, optionalParts, text } from './fields';
import { getRecord } from './getRecord';
import { readListPages } from './readList';
import { readPage, type SmartRecruitersList } from './readPage';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const BASE = '/user-api/v201804';
const name = text.transform((value) => value ?? '');

const UserSchema = z.object({
	id,
	email: name,
	firstName: name,
	lastName: name,
	/** Never absent in the reference; were it, only those said to be deactivated are. */
	active: flag.transform((value) => value ?? true),
	systemRole: optionalPart(z.object({ id: name })),
	/** `undefined` where SmartRecruiters does not tell: then nobody can say that there are none. */
	accessGroups: optionalPart(z.array(z.unknown()).pipe(optionalParts(z.object({ id })))),
	updatedOn: text,
});

/** A user of SmartRecruiters (SmartRecruiters reference §9.1); deactivated ones are listed, too. */
export type SrUser = z.output<typeof UserSchema>;

export interface UserQuery {
	/** Full text on first name, last name, e-mail and external data. */
	search?: string;
	updatedAfterMs?: number;
	pageId?: string | undefined;
	limit?: number;
}

function userList(query: Omit<UserQuery, 'pageId'>): SmartRecruitersList<SrUser> {
	const { search, updatedAfterMs, limit = 100 } = query;
	return {
		kind: 'user',
		path: `${BASE}/users`,
		endpoint: '/users',
		schema: UserSchema,
		query: {
			limit,
			q: search?.trim() || undefined,
			updatedAfter:
				updatedAfterMs === undefined ? undefined : new Date(updatedAfterMs).toISOString(),
		},
	};
}

/**
 * One page of at most 100 users (§9.1).
 *
 * @throws CursorError when the cursor is no longer valid, or leads back to the same page
 */
export async function listUsers(
	api: SmartRecruitersApi,
	{ pageId, ...query }: UserQuery,
): Promise<Page<SrUser>> {
	const page = await readPage(api, userList(query), pageId);
	if (!page) return { content: [], malformed: [], ids: [] };
	if (pageId !== undefined && page.nextPageId === pageId)
		throw new CursorError('SmartRecruiters', 'GET /users', 'cursor repeated');
	return page;
}

/** All users, page by page. @throws CursorError when they do not come to an end */
export function readUsers(
	api: SmartRecruitersApi,
	query: Omit<UserQuery, 'pageId' | 'limit'> = {},
): AsyncGenerator<Page<SrUser>> {
	return readListPages(api, userList(query));
}

/** A user by id; `undefined` when none is visible. */
export async function getUser(
	api: SmartRecruitersApi,
	userId: string,
): Promise<SrUser | undefined> {
	return await getRecord(api, {
		kind: 'user',
		recordId: userId,
		path: `${BASE}/users/${segment(userId)}`,
		endpoint: '/users/{id}',
		schema: UserSchema,
	});
}
