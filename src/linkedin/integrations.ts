import { type BatchOutcome, batchUpdate, MAX_BATCH } from './batchWrite';
import type { LinkedInApi } from './LinkedInApi';
import { compoundIds, keyPart } from './restli';
import { IntegrationFinderSchema, IntegrationsReadSchema, type ReadIntegration } from './schemas';

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
	/** 200 when it is there; 404 when nobody has requested it. */
	httpStatus: number;
	/** How the LinkedIn admin sees it; empty until it was named. */
	integrationName: string;
	/** LinkedIn's symbol, for example `REQUESTED`; empty when it gives none. */
	status: string;
}

/** An integration of any type, as a finder gives it. */
export interface FoundIntegration {
	context: string;
	integrationType: string;
	integrationName: string;
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
 * What LinkedIn knows about these integrations (§2.3), in the order of the keys; one request for up to 100.
 *
 * @throws HttpStatusError 403 for all of them, when one belongs to somebody else
 */
export async function getIntegrations(
	api: LinkedInApi,
	keys: readonly IntegrationKey[],
): Promise<IntegrationAnswer[]> {
	const answers: IntegrationAnswer[] = [];
	for (let from = 0; from < keys.length; from += MAX_BATCH) {
		answers.push(...(await readBatch(api, keys.slice(from, from + MAX_BATCH))));
	}
	return answers;
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
			keys.map((key) => api.key(form, { ...key })),
			api.settings.protocol,
		),
		restliMethod: 'batch_get',
		schema: IntegrationsReadSchema,
	});
	const identity = (key: string): string =>
		[form.key.context, form.key.integrationType]
			.map((name) => keyPart(key, name ?? '') ?? '')
			.join(' ');
	const index = <T>(map: Record<string, T> | undefined): Map<string, T> =>
		new Map(Object.entries(map ?? {}).map(([key, value]) => [identity(key), value]));
	const results = index(answer?.results);
	const errors = index(answer?.errors);
	const statuses = index(answer?.statuses);
	return keys.map((key) => {
		const name = `${key.context} ${key.integrationType}`;
		const held = results.get(name);
		return {
			context: key.context,
			integrationType: key.integrationType,
			httpStatus: held ? 200 : (errors.get(name)?.status ?? statuses.get(name) ?? 404),
			integrationName: held?.integrationName ?? '',
			status: statusOf(held),
		};
	});
}

/** Which of the two names LinkedIn uses was not seen (§2.3): the one that is there counts. */
function statusOf(held: ReadIntegration | undefined): string {
	return held?.onboardingStatus ?? held?.integrationStatus ?? '';
}

export interface NamedIntegration {
	/** Context and type, for messages. */
	id: string;
	fields: { integrationName: string };
	keyParts: { context: string; integrationType: IntegrationType };
}

/** Gives integrations the names under which the LinkedIn admin sees them (§2.3). */
export async function nameIntegrations(
	api: LinkedInApi,
	names: ReadonlyArray<{ key: IntegrationKey; integrationName: string }>,
): Promise<BatchOutcome<NamedIntegration>> {
	const outcome: BatchOutcome<NamedIntegration> = { accepted: [], refusals: [] };
	for (let from = 0; from < names.length; from += MAX_BATCH) {
		const batch = await batchUpdate({
			api,
			form: api.form('integrations'),
			idPart: 'integrationType',
			partial: true,
			records: names.slice(from, from + MAX_BATCH).map(({ key, integrationName }) => ({
				id: key.integrationType,
				fields: { integrationName },
				keyParts: { context: key.context, integrationType: key.integrationType },
			})),
		});
		outcome.accepted.push(...batch.accepted);
		outcome.refusals.push(...batch.refusals);
	}
	return outcome;
}

/** The integrations that a pushed request id stands for (§2.3); empty when LinkedIn no longer knows it. */
export async function findIntegrations(
	api: LinkedInApi,
	requestId: string,
): Promise<FoundIntegration[]> {
	const form = api.form('integrations');
	const answer = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: `q=request&requestId=${encodeURIComponent(requestId)}`,
		restliMethod: 'finder',
		schema: IntegrationFinderSchema,
		absentOn: [404],
	});
	return (answer?.elements ?? []).map(({ key, ...flat }) => {
		const element = { ...key, ...flat };
		return {
			context: element.integrationContext ?? '',
			integrationType: element.integrationType ?? '',
			integrationName: element.integrationName ?? '',
			status: statusOf(element),
		};
	});
}
