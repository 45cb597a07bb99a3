import { HttpStatusError } from '../errors/HttpStatusError';
import {
	getIntegrations,
	type IntegrationAnswer,
	type IntegrationKey,
} from '../linkedin/integrations';
import type { LinkedInApi } from '../linkedin/LinkedInApi';

/** Statuses that one foreign or malformed key may bring upon a whole batch. */
const ONE_SPOILS_ALL = [400, 403, 404];

/**
 * Reads integrations in one request. When LinkedIn refuses the whole of it, it is asked context by context, so that one
 * foreign contract does not stop the others: its answers then carry the status of the refusal.
 *
 * @throws HttpStatusError when the organization itself is refused
 */
export async function readIntegrationsApart(
	api: LinkedInApi,
	keys: readonly IntegrationKey[],
): Promise<IntegrationAnswer[]> {
	try {
		return await getIntegrations(api, keys);
	} catch (error) {
		if (!(error instanceof HttpStatusError && ONE_SPOILS_ALL.includes(error.status))) throw error;
		const contexts = [...new Set(keys.map(({ context }) => context))];
		const answers: IntegrationAnswer[] = [];
		for (const context of contexts) {
			const own = keys.filter((key) => key.context === context);
			answers.push(...(await readContext(api, context, own)));
		}
		return answers;
	}
}

async function readContext(
	api: LinkedInApi,
	context: string,
	keys: readonly IntegrationKey[],
): Promise<IntegrationAnswer[]> {
	try {
		return await getIntegrations(api, keys);
	} catch (error) {
		const foreign =
			error instanceof HttpStatusError &&
			ONE_SPOILS_ALL.includes(error.status) &&
			context !== api.settings.organizationUrn;
		if (!foreign) throw error;
		return keys.map((key) => ({
			...key,
			httpStatus: error.status,
			integrationName: '',
			status: '',
		}));
	}
}
