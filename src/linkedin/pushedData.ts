import { z } from 'zod';
import { HttpStatusError } from '../errors/HttpStatusError';
import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import { finderQuery } from './finderQuery';
import { findExports } from './findExports';
import { CONTRACT_INTEGRATION, getIntegrations } from './integrations';
import { isLoose } from './lenient';
import { answerOf, listOf, OptionalText, type ReadList } from './lenientShapes';
import type { LinkedInApi } from './LinkedInApi';
import type { PushEvent } from './notification';
import { type IntegrationState, stateOfIntegration } from './onboardingStatus';

/** Elements as LinkedIn gave them: most of their field names are UNCERTAIN (§2.3, §7). */
export type PushedElement = Record<string, unknown>;

const RESOURCE_OF = {
	candidateExported: 'exportedCandidates',
	integrationStatusChanged: 'integrations',
} as const;

/** Which name the status has is UNCERTAIN §2.3. */
const IntegrationSchema = z.object({
	integrationType: OptionalText,
	onboardingStatus: OptionalText,
	integrationStatus: OptionalText,
	status: OptionalText,
});

const FoundSchema = answerOf({ elements: listOf(z.record(z.unknown())) });

/**
 * What a notification points to (LinkedIn reference §2.3, §3.4, §7). Empty when LinkedIn has nothing under this id, or
 * nothing anymore: it is not documented whether that is a 404. Elements that are no objects are left out.
 *
 * @throws ResponseSchemaError when there are elements, and none of them can be read
 */
export async function findPushedData(
	api: LinkedInApi,
	event: PushEvent,
	requestId: string,
): Promise<PushedElement[]> {
	const found =
		event === 'candidateExported'
			? await findExports(api, requestId, FoundSchema)
			: await findIntegrations(api, requestId);
	const [odd] = found?.unreadable ?? [];
	if (odd && found?.read.length === 0)
		throw new ResponseSchemaError('LinkedIn', api.form(RESOURCE_OF[event]).path, odd.fields);
	return found?.read ?? [];
}

async function findIntegrations(
	api: LinkedInApi,
	requestId: string,
): Promise<ReadList<PushedElement> | undefined> {
	const form = api.form('integrations');
	const answer = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: finderQuery('request', { requestId }, api.settings.protocol),
		restliMethod: 'finder',
		schema: FoundSchema,
		absentOn: [404],
	});
	return answer?.elements;
}

/** Whose data an element is: an organization or a contract. The key may be flat or nested (§2.2). */
export function contextOf(element: PushedElement): string | undefined {
	const { integrationContext } = flat(element);
	return typeof integrationContext === 'string' ? integrationContext : undefined;
}

/** What an element says about an integration: which one, LinkedIn's symbol for its status, and what that means (§2.3). */
export function integrationOf(element: PushedElement): {
	integrationType: string | null;
	status: string | null;
	state: IntegrationState;
} {
	const { integrationType = null, ...statuses } = IntegrationSchema.parse(flat(element));
	const status = statuses.onboardingStatus ?? statuses.integrationStatus ?? statuses.status ?? null;
	const state = stateOfIntegration({ httpStatus: 200, status: status ?? '' });
	return { integrationType, status, state };
}

/** Whether this application may read that contract's integration (§2.3): it may read its own customer's only. */
export async function ownsContract(api: LinkedInApi, contractUrn: string): Promise<boolean> {
	try {
		const [answer] = await getIntegrations(api, [
			{ context: contractUrn, integrationType: CONTRACT_INTEGRATION },
		]);
		return answer?.httpStatus === 200;
	} catch (error) {
		if (error instanceof HttpStatusError && error.status === 403) return false;
		throw error;
	}
}

/** The element's fields, and those of what it holds; its own win. */
function flat(element: PushedElement): PushedElement {
	return Object.fromEntries(
		[...Object.values(element).filter(isLoose), element].flatMap((one) => Object.entries(one)),
	);
}
