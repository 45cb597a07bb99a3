import type { FastifyInstance } from 'fastify';
import { ALL_METHODS } from './batchResource';
import {
	type Generation,
	guard,
	type GuardedCall,
	isRecord,
	type LinkedInRoom,
	needMethod,
	readJson,
} from './guard';
import type { StoredIntegration } from './LinkedInStore';
import { notPermitted, problem } from './problems';
import {
	canonical,
	compoundIds,
	type Key,
	parseKey,
	queryParameters,
	simpleIds,
	writeKey,
} from './restliKeys';

export const COMPANY_TYPES = ['ONE_CLICK_EXPORT', 'IN_ATS_INDICATOR', 'PROFILE_PLUGIN'] as const;
export const CONTRACT_TYPE = 'CSA_API';

/** Which configuration keys belong to which integration, and what they may hold (LinkedIn reference §2.4). */
const CONFIGURATIONS: Record<string, { on: string; valid: (value: string) => boolean }> = {
	CALLBACK_URL: { on: 'ONE_CLICK_EXPORT', valid: (value) => /^https?:\/\//.test(value) },
	JOB_POSTING_VIEWERS: { on: 'ONE_CLICK_EXPORT', valid: (value) => value === 'ALL_PRODUCT_USERS' },
	APPLICATION_VIEWERS: { on: 'IN_ATS_INDICATOR', valid: (value) => value === 'ALL_PRODUCT_USERS' },
};

/** Integrations and their configurations (LinkedIn reference §2.3, §2.4). */
export function registerIntegrationRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	for (const [generation, name] of [
		['v2', 'atsIntegrations'],
		['rest', 'integrations'],
	] as const) {
		app.route({
			method: ALL_METHODS,
			url: `/linkedin/${generation}/${name}`,
			handler: (request) => {
				const call = guard(room, request, rules(name, generation));
				if (call.method === 'GET' && queryParameters(call.query).has('q'))
					return { elements: [], paging: { start: 0, count: 10, links: [] } };
				const keys = compoundIds(call);
				if (keys.length === 0) throw problem(400, 'Batch key parameter value is invalid');
				if (call.method === 'GET') return readIntegrations(room, call, keys, generation);
				if (call.method !== 'POST') throw problem(405, 'HTTP method not allowed');
				needMethod(call, name, 'batch_partial_update');
				return nameIntegrations(room, call, keys, generation);
			},
		});
	}
	app.route({
		method: ALL_METHODS,
		url: '/linkedin/v2/atsIntegrations/:key/configurations',
		handler: (request) => {
			const call = guard(room, request, rules('atsIntegrations/configurations', 'v2'));
			const segment = (request.raw.url ?? '').split('?')[0]?.split('/')[4] ?? '';
			const key = parseKey(segment.startsWith('%28') ? decodeURIComponent(segment) : segment);
			return configure(call, find(room, call, key, 'v2'), key.integrationType ?? '');
		},
	});
}

function rules(resource: string, generation: Generation) {
	return {
		resource,
		generation,
		dailyLimit: 5_000,
		dailyGroup: 'integrations',
		caller: 'child' as const,
	};
}

/** @throws Problem 400 for a malformed key, 403 for somebody else's context */
function find(
	room: LinkedInRoom,
	call: GuardedCall,
	key: Key,
	generation: Generation,
): StoredIntegration | undefined {
	const { integrationContext = '', integrationType = '', tenantType, dataProvider } = key;
	if (tenantType !== 'RECRUITER' || (generation === 'v2' && dataProvider !== 'ATS')) {
		throw problem(400, 'Batch key parameter value is invalid');
	}
	const contract = integrationType === CONTRACT_TYPE;
	const own = contract
		? call.app.contracts.includes(integrationContext)
		: integrationContext === call.app.organization;
	if (!own) throw notPermitted(call.method, 'atsIntegrations');
	return room.store
		.of(call.app.organization)
		.integrations.get(`${integrationContext} ${integrationType}`);
}

function readIntegrations(
	room: LinkedInRoom,
	call: GuardedCall,
	keys: readonly Key[],
	generation: Generation,
) {
	const results: Record<string, unknown> = {};
	const errors: Record<string, unknown> = {};
	for (const key of keys) {
		const found = find(room, call, key, generation);
		const written = writeKey(key, call.protocol);
		if (found?.requested) {
			results[written] = {
				...key,
				...(found.integrationName && { integrationName: found.integrationName }),
				onboardingStatus: found.enabled ? 'ENABLED' : 'REQUESTED',
			};
		} else errors[written] = { status: 404, message: 'Not found' };
	}
	return { results, statuses: {}, errors };
}

function nameIntegrations(
	room: LinkedInRoom,
	call: GuardedCall,
	keys: readonly Key[],
	generation: Generation,
) {
	const { entities } = readJson(call);
	if (!isRecord(entities)) throw problem(400, 'entities is missing');
	const byKey = new Map(
		Object.entries(entities).map(([key, value]) => [canonical(parseKey(key)), value]),
	);
	const results: Record<string, unknown> = {};
	const errors: Record<string, unknown> = {};
	for (const key of keys) {
		const entity = byKey.get(canonical(key));
		if (!isRecord(entity) || byKey.size !== keys.length)
			throw problem(400, 'Keys of ids and entities differ');
		const written = writeKey(key, call.protocol);
		const found = find(room, call, key, generation);
		const set = isRecord(entity.patch) && isRecord(entity.patch.$set) ? entity.patch.$set : {};
		const name = set.integrationName;
		if (!found?.requested) errors[written] = { status: 404, message: 'Not found' };
		else if (typeof name !== 'string' || name === '')
			errors[written] = {
				status: 422,
				message: 'ERROR :: /integrationName :: field is required\n',
			};
		else {
			found.integrationName = name;
			results[written] = { status: 204 };
		}
	}
	return { results, errors };
}

function configure(call: GuardedCall, integration: StoredIntegration | undefined, type: string) {
	const ids = simpleIds(call);
	if (!integration?.requested) throw problem(404, 'Not found');
	const results: Record<string, unknown> = {};
	const errors: Record<string, unknown> = {};
	if (call.method === 'GET' || call.method === 'DELETE') {
		for (const id of ids) {
			const value = integration.configurations.get(id);
			if (value === undefined) errors[id] = { status: 404, message: 'Not found' };
			else
				results[id] =
					call.method === 'GET' ? { configurationValue: { string: value } } : { status: 204 };
			if (call.method === 'DELETE') integration.configurations.delete(id);
		}
		return { results, statuses: {}, errors };
	}
	if (call.method !== 'PUT') throw problem(405, 'HTTP method not allowed');
	needMethod(call, 'atsIntegrations/configurations', 'batch_update');
	const { entities } = readJson(call);
	for (const id of ids) {
		const entity = isRecord(entities) ? entities[id] : undefined;
		const wrapped = isRecord(entity) ? entity.configurationValue : undefined;
		const value = isRecord(wrapped) ? wrapped.string : undefined;
		const rule = CONFIGURATIONS[id];
		if (!rule || rule.on !== type)
			errors[id] = { status: 400, message: `${id} is not allowed on ${type}` };
		else if (typeof value !== 'string' || !rule.valid(value))
			errors[id] = { status: 422, message: 'ERROR :: /configurationValue :: value is not valid\n' };
		else {
			integration.configurations.set(id, value);
			results[id] = { status: 204 };
		}
	}
	return { results, errors };
}
