import { z } from 'zod';
import { HttpStatusError } from '../errors/HttpStatusError';
import type { RecordRef } from '../errors/RecordRef';
import { RecordRefusedError } from '../errors/RecordRefusedError';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** A missing scope refuses every record alike (SmartRecruiters reference §1.4). */
const MISSING_SCOPE = 'OAuthPermissionsException';

/**
 * Asks for something that belongs to one record, and tells a refusal of this record from a refusal of everything.
 *
 * @throws RecordRefusedError (fate skip) on 403 and 410, and on a 401 while the credential is good for others (§1.4); what
 * `ask` throws else
 */
export async function aboutRecord<T>(
	api: SmartRecruitersApi,
	record: RecordRef,
	ask: () => Promise<T>,
): Promise<T> {
	try {
		return await ask();
	} catch (error) {
		if (error instanceof HttpStatusError && (await isAboutRecord(api, error)))
			throw new RecordRefusedError('SmartRecruiters', error.endpoint, error.status, record);
		throw error;
	}
}

async function isAboutRecord(
	api: SmartRecruitersApi,
	{ status, code }: HttpStatusError,
): Promise<boolean> {
	if (status === 403) return code !== MISSING_SCOPE;
	if (status === 410) return true;
	return status === 401 && (await acceptsCredential(api));
}

/** "401 on one object" may mean "no access to this object" (§1.4): another call tells whether the credential is good. */
async function acceptsCredential(api: SmartRecruitersApi): Promise<boolean> {
	try {
		await api.get('/jobs', '/jobs', z.unknown(), { limit: 1 }, [403]);
		return true;
	} catch (error) {
		if (error instanceof HttpStatusError) return false;
		throw error;
	}
}
