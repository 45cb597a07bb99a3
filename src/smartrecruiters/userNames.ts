import { z } from 'zod';
import { RecordRefusedError } from '../errors/RecordRefusedError';
import { segment } from '../http/segment';
import { text } from './fields';
import { getRecord } from './getRecord';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const UserNameSchema = z
	.object({ firstName: text, lastName: text })
	.transform(({ firstName, lastName }) =>
		firstName && lastName ? { firstName, lastName } : undefined,
	);
export type SrUserName = NonNullable<z.infer<typeof UserNameSchema>>;

/**
 * First and last name of a user (SmartRecruiters reference §9.2); `undefined` when no such user is visible, may be seen,
 * or has both names.
 */
export async function getUserName(
	api: SmartRecruitersApi,
	userId: string,
): Promise<SrUserName | undefined> {
	const base = '/user-api/v201804/users';
	try {
		return await getRecord(api, {
			kind: 'user',
			recordId: userId,
			path: `${base}/${segment(userId)}`,
			endpoint: `${base}/{id}`,
			schema: UserNameSchema,
		});
	} catch (error) {
		if (error instanceof RecordRefusedError) return undefined;
		throw error;
	}
}
