import { z } from 'zod';
import { HttpStatusError } from '../errors/HttpStatusError';
import { CONTRACT_INTEGRATION, getIntegrations } from './integrations';
import type { LinkedInApi } from './LinkedInApi';
import type { PushEvent } from './notification';
import { type IntegrationState, stateOfIntegration } from './onboardingStatus';

/** Elements as LinkedIn gave them: most of their field names are UNCERTAIN (§2.3, §7). */
export type PushedElement = Record<string, unknown>;

const RESOURCE_OF = {
	candidateExported: 'exportedCandidates',
	integrationStatusChanged: 'integrations',
} as const;

const OptionalText = z.string().optional().catch(undefined);

/** Which name the status has is UNCERTAIN §2.3. */
const IntegrationSchema = z.object({
	integrationType: OptionalText,
	onboardingStatus: OptionalText,
	integrationStatus: OptionalText,
	status: OptionalText,
});

const FoundSchema = z.object({ elements: z.array(z.record(z.unknown())).default([]) });

/**
 * What a notification points to (LinkedIn reference §2.3, §3.4, §7). Empty when LinkedIn has nothing under this id, or
 * nothing anymore: it is not documented whether that is a 404.
 */
export async function findPushedData(
	api: LinkedInApi,
	event: PushEvent,
	requestId: string,
): Promise<PushedElement[]> {
	const form = api.form(RESOURCE_OF[event]);
	const answer = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: `q=request&requestId=${encodeURIComponent(requestId)}`,
		restliMethod: 'finder',
		schema: FoundSchema,
		absentOn: [404],
	});
	return answer?.elements ?? [];
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
		[...Object.values(element).filter(isRecord), element].flatMap((one) => Object.entries(one)),
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
