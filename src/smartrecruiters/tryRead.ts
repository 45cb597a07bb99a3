import { z } from 'zod';
import type { Query, SmartRecruitersApi } from './SmartRecruitersApi';

/** What is read with it does not count. */
const AnythingSchema = z.unknown().transform(() => true as const);

/**
 * Whether this credential may make a call: nothing of the answer is used.
 *
 * @param endpoint the path with ids left out, for messages
 * @throws HttpStatusError with the status of a refusal
 */
export async function tryRead(
	api: SmartRecruitersApi,
	path: string,
	endpoint: string,
	query: Query,
): Promise<void> {
	await api.send({ method: 'GET', path, endpoint, query, schema: AnythingSchema, attempts: 2 });
}
