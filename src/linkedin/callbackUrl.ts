import { z } from 'zod';
import { ConfigurationError } from '../errors/ConfigurationError';
import { HttpStatusError } from '../errors/HttpStatusError';
import type { HttpMethod } from '../http/Transport';
import type { LinkedInApi } from './LinkedInApi';
import { compoundIds, encodeKey, simpleIds } from './restli';
import { BatchWriteSchema } from './schemas';

/** The integration that carries the callback URL (LinkedIn reference §2.4); its context is the organization. */
const EXPORT = { integrationType: 'ONE_CLICK_EXPORT', tenantType: 'RECRUITER' } as const;
const CALLBACK_URL = 'CALLBACK_URL';

const ConfigurationsSchema = z.object({
	results: z
		.record(z.object({ configurationValue: z.object({ string: z.string() }).optional() }))
		.default({}),
	errors: z.record(z.unknown()).default({}),
});

/** Where LinkedIn sends this customer's notifications; `undefined` when nothing is stored. */
export async function getCallbackUrl(api: LinkedInApi): Promise<string | undefined> {
	const answer = await send(api, 'GET', 'batch_get', ConfigurationsSchema);
	const found = Object.entries(answer?.results ?? {}).find(([key]) => key.includes(CALLBACK_URL));
	return found?.[1].configurationValue?.string;
}

/**
 * Stores the customer's one callback URL.
 *
 * @throws ConfigurationError when the 1-Click Export integration was not requested yet; HttpStatusError
 */
export async function setCallbackUrl(api: LinkedInApi, url: string): Promise<void> {
	const form = api.form('integrationConfigurations');
	const key = form.below ? CALLBACK_URL : encodeKey(keyOf(api), api.settings.protocol);
	const answer = await send(api, 'PUT', 'batch_update', BatchWriteSchema, {
		entities: { [key]: { configurationValue: { string: url } } },
	});
	if (!answer) {
		throw new ConfigurationError(
			'LinkedIn does not know the 1-Click Export integration of this organization yet',
			'Request access first: RSC Contract Activate, or LinkedIn’s configuration widget. Then publish this workflow again.',
		);
	}
	for (const error of Object.values(answer.errors)) {
		throw new HttpStatusError('LinkedIn', error.status ?? 400, endpointOf(api, 'PUT'));
	}
}

/** Removes it. That nothing is stored is no failure. */
export async function deleteCallbackUrl(api: LinkedInApi): Promise<void> {
	await send(api, 'DELETE', 'batch_delete', BatchWriteSchema);
}

function keyOf(api: LinkedInApi) {
	return api.key(api.form('integrationConfigurations'), { ...EXPORT, configuration: CALLBACK_URL });
}

function endpointOf(api: LinkedInApi, method: HttpMethod): string {
	const form = api.form('integrationConfigurations');
	const parent = form.below ? api.parentOf(form, EXPORT).endpoint : '';
	return `${method} ${parent}${form.path}`;
}

async function send<T>(
	api: LinkedInApi,
	method: HttpMethod,
	restliMethod: string,
	schema: z.ZodType<T, z.ZodTypeDef, unknown>,
	body?: object,
): Promise<T | undefined> {
	const form = api.form('integrationConfigurations');
	const { protocol } = api.settings;
	const parent = form.below ? api.parentOf(form, EXPORT) : { path: '', endpoint: '' };
	return await api.send({
		method,
		path: parent.path + form.path,
		endpoint: parent.endpoint + form.path,
		form,
		query: form.below ? simpleIds([CALLBACK_URL], protocol) : compoundIds([keyOf(api)], protocol),
		restliMethod,
		...(body && { body }),
		schema,
		absentOn: [404],
	});
}
