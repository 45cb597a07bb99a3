import { isGone } from './batchDelete';
import { batchUpdate, type BatchRecord, UNNAMED_ERROR } from './batchWrite';
import type { ChosenForm } from './LinkedInSettings';
import type { LinkedInApi } from './LinkedInApi';
import { type IntegrationType, keyParts } from './integrations';
import { compoundIds, keyPart, simpleIds } from './restli';
import { BatchWriteSchema, ConfigurationsReadSchema } from './schemas';

/** The configurations of an organization, and the integration that carries each (LinkedIn reference §2.4). */
export const CONFIGURED_ON = {
	CALLBACK_URL: 'ONE_CLICK_EXPORT',
	JOB_POSTING_VIEWERS: 'ONE_CLICK_EXPORT',
	APPLICATION_VIEWERS: 'IN_ATS_INDICATOR',
} as const satisfies Record<string, IntegrationType>;

export type ConfigurationName = keyof typeof CONFIGURED_ON;
export const CONFIGURATION_NAMES: readonly ConfigurationName[] = [
	'CALLBACK_URL',
	'JOB_POSTING_VIEWERS',
	'APPLICATION_VIEWERS',
];

/** The only value that LinkedIn allows for the two viewers configurations: everybody with a Recruiter seat. */
export const ALL_VIEWERS = 'ALL_PRODUCT_USERS';

/** A configuration that LinkedIn did not take. */
export interface ConfigurationRefusal {
	name: ConfigurationName;
	status: number;
}

interface Group {
	names: readonly ConfigurationName[];
	/** For generation 1: the integration's path with its key, and the same without key for messages. */
	parent?: { path: string; endpoint: string };
}

/** What is stored; empty where LinkedIn's answer cannot be read. Names that are not set are left out. */
export async function getConfigurations(
	api: LinkedInApi,
	names: readonly ConfigurationName[] = CONFIGURATION_NAMES,
): Promise<Map<ConfigurationName, string>> {
	const form = api.form('integrationConfigurations');
	const held = new Map<ConfigurationName, string>();
	for (const group of groupsOf(api, form, names)) {
		const answer = await api.send({
			...callOf(api, form, group),
			method: 'GET',
			restliMethod: 'batch_get',
			schema: ConfigurationsReadSchema,
			// Nobody has requested the integration.
			absentOn: [404],
		});
		for (const [key, value] of answer?.results ?? []) {
			const name = nameOf(form, key);
			if (name) held.set(name, value);
		}
	}
	return held;
}

/** Stores configurations, each on its integration; what LinkedIn refuses is given back. */
export async function setConfigurations(
	api: LinkedInApi,
	values: ReadonlyMap<ConfigurationName, string>,
): Promise<ConfigurationRefusal[]> {
	const form = api.form('integrationConfigurations');
	const refusals: ConfigurationRefusal[] = [];
	for (const { names, parent } of groupsOf(api, form, [...values.keys()])) {
		const records = names.map((name) => ({
			name,
			id: name,
			fields: { configurationValue: { string: values.get(name) ?? '' } },
			keyParts: partsOf(api, name),
		})) satisfies BatchRecord[];
		const outcome = await batchUpdate({
			api,
			form,
			idPart: 'configuration',
			records,
			...(parent && { parent }),
		});
		refusals.push(...outcome.refusals.map(({ record, status }) => ({ name: record.name, status })));
	}
	return refusals;
}

/**
 * Removes configurations. The versioned generation lists no way to do that (§15.3), so the unversioned one is asked.
 * What is not there any more afterwards is no refusal. That LinkedIn said nothing of one is no confirmation: read what is
 * left.
 */
export async function removeConfigurations(
	api: LinkedInApi,
	names: readonly ConfigurationName[],
): Promise<ConfigurationRefusal[]> {
	const form = api.form('integrationConfigurations', 'v2');
	const refusals: ConfigurationRefusal[] = [];
	for (const group of groupsOf(api, form, names)) {
		const answer = await api.send({
			...callOf(api, form, group),
			method: 'DELETE',
			restliMethod: 'batch_delete',
			schema: BatchWriteSchema,
			absentOn: [404],
		});
		for (const [key, { status = UNNAMED_ERROR }] of answer?.errors ?? []) {
			const name = nameOf(form, key);
			if (name && !isGone(status)) refusals.push({ name, status });
		}
	}
	return refusals;
}

/** Generation 1 keeps configurations below their integration: one call serves one integration. */
function groupsOf(
	api: LinkedInApi,
	form: ChosenForm,
	names: readonly ConfigurationName[],
): Group[] {
	if (names.length === 0) return [];
	if (!form.below) return [{ names }];
	const types = [...new Set(names.map((name) => CONFIGURED_ON[name]))];
	return types.map((integrationType) => ({
		names: names.filter((name) => CONFIGURED_ON[name] === integrationType),
		parent: api.parentOf(
			form,
			keyParts({ context: api.settings.organizationUrn, integrationType }),
		),
	}));
}

function callOf(api: LinkedInApi, form: ChosenForm, { names, parent }: Group) {
	const { protocol } = api.settings;
	return {
		form,
		path: (parent?.path ?? '') + form.path,
		endpoint: (parent?.endpoint ?? '') + form.path,
		query: parent
			? simpleIds(names, protocol)
			: compoundIds(
					names.map((name) => api.key(form, { ...partsOf(api, name), configuration: name })),
					protocol,
				),
	};
}

function partsOf(api: LinkedInApi, name: ConfigurationName): Record<string, string> {
	return keyParts({
		context: api.settings.organizationUrn,
		integrationType: CONFIGURED_ON[name],
	});
}

function nameOf(form: ChosenForm, key: string): ConfigurationName | undefined {
	const name = form.below ? key : keyPart(key, form.key.configuration ?? '');
	return CONFIGURATION_NAMES.find((one) => one === name);
}
