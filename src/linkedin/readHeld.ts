import { readFields } from './dialect';
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
): Promise<Map<string, Record<string, unknown>> | undefined> {
	const held = new Map<string, Record<string, unknown>>();
	if (ids.length === 0) return held;
	const form = api.form(resource);
	const idPart = resource === 'candidates' ? 'candidateId' : 'applicationId';
	const answer = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: compoundIds(
			ids.map((id) => api.key(form, { [idPart]: id })),
			api.settings.protocol,
		),
		restliMethod: 'batch_get',
		schema: BatchReadSchema,
		...(resource === 'applications' && { absentOn: [400, 403, 404, 405] }),
	});
	if (!answer) return undefined;
	for (const [key, entity] of answer.results) {
		const id = keyPart(key, form.key[idPart] ?? '');
		if (id) held.set(id, readFields(entity, form.fields));
	}
	return held;
}
