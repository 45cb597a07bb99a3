import { z } from 'zod';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const UserNameSchema = z.object({ firstName: z.string(), lastName: z.string() });
export type SrUserName = z.infer<typeof UserNameSchema>;

/** First and last name of a user (SmartRecruiters reference §9.2); `undefined` when there is no such user. */
export async function getUserName(
	api: SmartRecruitersApi,
	userId: string,
): Promise<SrUserName | undefined> {
	const base = '/user-api/v201804/users';
	const path = `${base}/${encodeURIComponent(userId)}`;
	return await api.get(path, `${base}/{id}`, UserNameSchema, {}, [403, 404]);
}
