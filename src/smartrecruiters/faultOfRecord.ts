import { z } from 'zod';
import type { ConnectorError } from '../errors/ConnectorError';
import { HttpStatusError } from '../errors/HttpStatusError';
import { PauseSignal } from '../errors/PauseSignal';
import type { RecordRef } from '../errors/RecordRef';
import { RecordRefusedError } from '../errors/RecordRefusedError';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

/** A missing scope refuses every record alike (SmartRecruiters reference §1.4). */
const MISSING_SCOPE = 'OAuthPermissionsException';

/** So many records of an endpoint that fail one after the other: it is not about them, but about the endpoint. */
const MOST_FAILING = 5;

/** Not found is an answer of its own; 408 and 429 are about the moment. */
const OTHERWISE = [404, 408, 429];

/**
 * What went wrong with a record alone, to be thrown in the place of what was caught; `undefined` when it is about more than
 * that.
 */
export async function faultOfRecord(
	api: SmartRecruitersApi,
	record: RecordRef,
	endpoint: string,
	error: unknown,
): Promise<ConnectorError | undefined> {
	const status = await statusOfRecord(api, endpoint, error);
	if (status === undefined) return undefined;
	return status >= 200 && status < 300
		? // Success, but never JSON.
			new ResponseSchemaError('SmartRecruiters', `GET ${endpoint}`, ['(root)'], record)
		: new RecordRefusedError('SmartRecruiters', `GET ${endpoint}`, status, record);
}

/** What SmartRecruiters answers for this record alone, 0 for nothing. */
async function statusOfRecord(
	api: SmartRecruitersApi,
	endpoint: string,
	error: unknown,
): Promise<number | undefined> {
	if (error instanceof PauseSignal) {
		const failed = (api.failing.get(endpoint) ?? 0) + 1;
		if (error.status === undefined || failed > MOST_FAILING) return undefined;
		api.failing.set(endpoint, failed);
		return (await answersOthers(api)) ? error.status : undefined;
	}
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
