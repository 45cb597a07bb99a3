import type { RecordRef } from '../errors/RecordRef';
import { RecordRefusedError } from '../errors/RecordRefusedError';
import type { SmartRecruitersApi } from './SmartRecruitersApi';
import { statusOfRecord } from './statusOfRecord';

/**
 * Asks for something that belongs to one record, and tells a refusal of this record from a refusal of everything.
 *
 * @throws RecordRefusedError (fate skip) on what is about this record, a fault of the server included, while the
 * credential is good for others (§1.4); what `ask` throws else
 */
export async function aboutRecord<T>(
	api: SmartRecruitersApi,
	record: RecordRef,
	endpoint: string,
	ask: () => Promise<T>,
): Promise<T> {
	try {
		return await ask();
	} catch (error) {
		const status = await statusOfRecord(api, error);
		if (status === undefined) throw error;
		throw new RecordRefusedError('SmartRecruiters', `GET ${endpoint}`, status, record);
	}
}
