import { batchUpdate, byIdentity, NOT_CONFIRMED, UNNAMED_ERROR } from './batchWrite';
import type { LinkedInApi } from './LinkedInApi';
import { compoundIds, keyPart } from './restli';
import { IntegrationsReadSchema, type ReadIntegration } from './schemas';

/** Nobody has requested the integration. */
const NOT_REQUESTED = 404;

/** What an organization is integrated with (LinkedIn reference §2.3). */
export const COMPANY_INTEGRATIONS = [
	'ONE_CLICK_EXPORT',
	'IN_ATS_INDICATOR',
	'PROFILE_PLUGIN',
] as const;

/** What one Recruiter contract is integrated with: seats, InMails, notes. */
export const CONTRACT_INTEGRATION = 'CSA_API' as const;

export type IntegrationType = (typeof COMPANY_INTEGRATIONS)[number] | typeof CONTRACT_INTEGRATION;

export interface IntegrationKey {
	/** The URN of the organization or of a contract. */
	context: string;
	integrationType: IntegrationType;
}

/** What LinkedIn says about one integration. */
export interface IntegrationAnswer extends IntegrationKey {
	/** 200 when it is there; 404 when nobody has requested it; `NOT_CONFIRMED` when the answer cannot be read. */
	httpStatus: number;
	/** How the LinkedIn admin sees it; empty until it was named. */
	integrationName: string;
	/** LinkedIn's symbol, for example `REQUESTED`; empty when it gives none. */
	status: string;
}

/** Everything that an organization and some of its contracts are integrated with. */
export function integrationKeys(
	organizationUrn: string,
	contractUrns: readonly string[],
): IntegrationKey[] {
	return [
		...COMPANY_INTEGRATIONS.map((integrationType) => ({
			context: organizationUrn,
			integrationType,
		})),
		...contractUrns.map((context) => ({ context, integrationType: CONTRACT_INTEGRATION })),
	];
}

/**
 * What LinkedIn knows about up to 100 integrations (§2.3), in the order of the keys. What failed on LinkedIn's side is
 * asked for once more.
 *
 * @throws HttpStatusError 403 for all of them, when one belongs to somebody else
 */
export async function getIntegrations(
	api: LinkedInApi,
	keys: readonly IntegrationKey[],
): Promise<IntegrationAnswer[]> {
	const first = await readBatch(api, keys);
	const failed = first.filter(
		({ httpStatus }) => httpStatus === NOT_CONFIRMED || httpStatus === 429 || httpStatus >= 500,
	);
	if (failed.length === 0) return first;
	const second = await readBatch(api, failed);
	return first.map((answer) => second[failed.indexOf(answer)] ?? answer);
}

/** The parts of a key, in our names; RSC is the Recruiter tenant (§2.3). */
export function keyParts({ context, integrationType }: IntegrationKey) {
	return { organization: context, integrationType, tenantType: 'RECRUITER' };
}

async function readBatch(
	api: LinkedInApi,
	keys: readonly IntegrationKey[],
): Promise<IntegrationAnswer[]> {
	const form = api.form('integrations');
	const answer = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: compoundIds(
			keys.map((key) => api.key(form, keyParts(key))),
			api.settings.protocol,
		),
		restliMethod: 'batch_get',
		schema: IntegrationsReadSchema,
	});
	const identity = (key: string): string =>
		[form.key.organization, form.key.integrationType]
			.map((name) => keyPart(key, name ?? '') ?? '')
			.join(' ');
	const { results, errors, statuses } = answer ?? {};
	const held = byIdentity(results ?? new Map<string, never>(), identity);
	const refused = byIdentity(errors ?? new Map<string, never>(), identity);
	const said = byIdentity(statuses ?? new Map<string, never>(), identity);
	return keys.map((key) => {
		const name = `${key.context} ${key.integrationType}`;
		const one = held.get(name);
		const error = refused.get(name);
		// Something stands under the key, but nothing that can be read: that is no absence.
		const unread = one === null ? NOT_CONFIRMED : NOT_REQUESTED;
		return {
			context: key.context,
			integrationType: key.integrationType,
			httpStatus: one ? 200 : error ? (error.status ?? UNNAMED_ERROR) : (said.get(name) ?? unread),
			integrationName: one?.integrationName ?? '',
			status: statusOf(one),
		};
	});
}

/** Which of the two names LinkedIn uses was not seen (§2.3): the one that is there counts. */
function statusOf(held: ReadIntegration | null | undefined): string {
	return held?.onboardingStatus ?? held?.integrationStatus ?? '';
}

/** A name for an integration, under which the LinkedIn admin sees it. */
export interface IntegrationName extends IntegrationKey {
	integrationName: string;
}

/** What became of a naming: a status of 2xx is success. */
export interface NamingOutcome extends IntegrationKey {
	httpStatus: number;
}

/** Names up to 100 integrations (§2.3), and tells what became of each. */
export async function nameIntegrations(
	api: LinkedInApi,
	names: readonly IntegrationName[],
): Promise<NamingOutcome[]> {
	const { accepted, refusals } = await batchUpdate({
		api,
		form: api.form('integrations'),
		idPart: 'integrationType',
		partial: true,
		records: names.map((key) => ({
			key,
			id: key.integrationType,
			fields: { integrationName: key.integrationName },
			keyParts: keyParts(key),
		})),
	});
	const outcome = ({ context, integrationType }: IntegrationKey, httpStatus: number) => ({
		context,
		integrationType,
		httpStatus,
	});
	return [
		...accepted.map(({ key }) => outcome(key, 204)),
		...refusals.map(({ record, status }) => outcome(record.key, status)),
	];
}
