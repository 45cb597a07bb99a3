import { z } from 'zod';
import { CursorError } from '../errors/CursorError';
import type { SmartRecruitersApi } from './SmartRecruitersApi';
import { type Page, pageOf } from './schemas';

const BASE = '/user-api/v201804';
const text = z
	.string()
	.nullish()
	.transform((value) => value ?? '');

const UserSchema = z.object({
	id: z.string(),
	email: text,
	firstName: text,
	lastName: text,
	/** Never absent in the reference; were it, only those said to be deactivated are. */
	active: z
		.boolean()
		.nullish()
		.transform((value) => value ?? true),
	systemRole: z.object({ id: text }).nullish(),
	updatedOn: z.string().nullish(),
});
const PageSchema = pageOf(UserSchema);

/** A user of SmartRecruiters (SmartRecruiters reference §9.1); deactivated ones are listed, too. */
export type SrUser = z.output<typeof UserSchema>;

export interface UserQuery {
	/** Full text on first name, last name, e-mail and external data. */
	search?: string;
	updatedAfterMs?: number;
	pageId?: string | undefined;
	limit?: number;
}

/**
 * One page of at most 100 users (§9.1).
 *
 * @throws CursorError when the cursor is no longer valid, or leads back to the same page
 */
export async function listUsers(api: SmartRecruitersApi, query: UserQuery): Promise<Page<SrUser>> {
	const { search, updatedAfterMs, pageId, limit = 100 } = query;
	const page = await api.get(
		`${BASE}/users`,
		'/users',
		PageSchema,
		{
			limit,
			q: search?.trim() || undefined,
			pageId,
			updatedAfter:
				updatedAfterMs === undefined ? undefined : new Date(updatedAfterMs).toISOString(),
		},
		pageId ? [400, 404] : [],
	);
	if (!page || (pageId && page.nextPageId === pageId)) {
		throw new CursorError('SmartRecruiters', 'GET /users');
	}
	return page;
}

/** All users, page by page. */
export async function* readUsers(
	api: SmartRecruitersApi,
	query: Omit<UserQuery, 'pageId' | 'limit'> = {},
): AsyncGenerator<SrUser[]> {
	let pageId: string | undefined;
	do {
		const page = await listUsers(api, { ...query, pageId });
		yield page.content;
		pageId = page.nextPageId;
	} while (pageId !== undefined);
}

/** A user by id; `undefined` when there is none. */
export async function getUser(
	api: SmartRecruitersApi,
	userId: string,
): Promise<SrUser | undefined> {
	return await api.get(
		`${BASE}/users/${encodeURIComponent(userId)}`,
		'/users/{id}',
		UserSchema,
		{},
		[404],
	);
}
