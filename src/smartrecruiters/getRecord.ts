import type { RecordRef } from '../errors/RecordRef';
import type { Schema } from '../http/Schema';
import { aboutRecord } from './aboutRecord';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

export interface RecordCall<T> extends RecordRef {
	path: string;
	/** The path with ids left out, for messages. */
	endpoint: string;
	schema: Schema<T>;
}

/**
 * One record by its id.
 *
 * @returns `undefined` on 404: not visible now. That is no proof of a deletion: a record that was just made may not be
 * there yet, and a change of rights looks the same.
 * @throws RecordRefusedError (fate skip) when this record alone is refused; ResponseSchemaError (fate skip) when it is odd;
 * HttpStatusError (fate stop) when everything is refused
 */
export async function getRecord<T>(
	api: SmartRecruitersApi,
	{ path, endpoint, schema, kind, recordId }: RecordCall<T>,
): Promise<T | undefined> {
	const record = { kind, recordId };
	return await aboutRecord(
		api,
		record,
		endpoint,
		async () => await api.send({ method: 'GET', path, endpoint, schema, absentOn: [404], record }),
	);
}
