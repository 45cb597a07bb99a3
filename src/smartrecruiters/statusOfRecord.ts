import { z } from 'zod';
import { HttpStatusError } from '../errors/HttpStatusError';
import { PauseSignal } from '../errors/PauseSignal';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** A missing scope refuses every record alike (SmartRecruiters reference §1.4). */
const MISSING_SCOPE = 'OAuthPermissionsException';

/** Not found is an answer of its own; 408 and 429 are about the moment. */
const OTHERWISE = [404, 408, 429];

/** What SmartRecruiters answers for this record alone; `undefined` when it is about more than that. */
export async function statusOfRecord(
	api: SmartRecruitersApi,
	error: unknown,
): Promise<number | undefined> {
	if (error instanceof PauseSignal)
		return error.status !== undefined && (await answersOthers(api)) ? error.status : undefined;
	if (!(error instanceof HttpStatusError)) return undefined;
	const { status, code } = error;
	if (status < 400 || OTHERWISE.includes(status)) return undefined;
	if (status === 403) return code === MISSING_SCOPE ? undefined : status;
	// "401 on one object" may mean "no access to this object" (§1.4): another call tells whether the credential is good.
	return status !== 401 || (await answersOthers(api)) ? status : undefined;
}

/** Whether another call is answered, whatever it says, unless it says that the credential is no good. */
async function answersOthers(api: SmartRecruitersApi): Promise<boolean> {
	try {
		await api.send({
			method: 'GET',
			path: '/jobs',
			endpoint: '/jobs',
			schema: z.unknown(),
			query: { limit: 1 },
			absentOn: [403],
			attempts: 1,
		});
		return true;
	} catch (error) {
		if (error instanceof HttpStatusError || error instanceof PauseSignal) return false;
		throw error;
	}
}
