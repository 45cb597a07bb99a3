import { batchRead } from './batchRead';
import { byIdentity } from './batchWrite';
import { readFields } from './dialect';
import type { HeldRecords } from './HeldRecords';
import type { Loose } from './lenient';
import type { LinkedInApi } from './LinkedInApi';
import { compoundIds, keyPart } from './restli';
import { BatchReadSchema } from './schemas';

/**
 * Up to 100 candidates or applications as LinkedIn holds them, in generation-1 names. Reading applications is not
 * documented, nor which fields a candidate's answer has (LinkedIn reference §5.2, §6).
 *
 * @returns our id → fields; `undefined` when LinkedIn does not let this be read
 */
export async function readHeld(
	api: LinkedInApi,
	resource: 'candidates' | 'applications',
	ids: readonly string[],
): Promise<HeldRecords<Loose> | undefined> {
	const form = api.form(resource);
	const idPart = resource === 'candidates' ? 'candidateId' : 'applicationId';
	const byId = <T>(map: ReadonlyMap<string, T>): Map<string, T> =>
		byIdentity(map, (key) => keyPart(key, form.key[idPart] ?? '') ?? '');
	return await batchRead(ids, async (some) => {
		const answer = await api.send({
			method: 'GET',
			path: form.path,
			endpoint: form.path,
			form,
			query: compoundIds(
				some.map((id) => api.key(form, { [idPart]: id })),
				api.settings.protocol,
			),
			restliMethod: 'batch_get',
			schema: BatchReadSchema,
			...(resource === 'applications' && { absentOn: [400, 403, 404, 405] }),
		});
		if (!answer) return undefined;
		const results = new Map(
			[...byId(answer.results)].map(([id, entity]) => [id, readFields(entity, form.fields)]),
		);
		results.delete('');
		return { results, errors: byId(answer.errors) };
	});
}
