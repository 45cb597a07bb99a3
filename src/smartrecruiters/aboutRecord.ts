import type { RecordRef } from '../errors/RecordRef';
import { faultOfRecord } from './faultOfRecord';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

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
		const answer = await ask();
		api.failing.delete(endpoint);
		return answer;
	} catch (error) {
		throw (await faultOfRecord(api, record, endpoint, error)) ?? error;
	}
}
