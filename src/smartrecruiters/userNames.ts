import { z } from 'zod';
import { ConnectorError } from '../errors/ConnectorError';
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
 * can be read, or has both names.
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
		// A note without its author is better than none.
		if (error instanceof ConnectorError && error.fate === 'skip') return undefined;
		throw error;
	}
}
