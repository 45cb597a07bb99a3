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
	type RouteRules,
} from './guard';
import {
	CONTRACT_TYPE,
	integrationEntity,
	STATUS_CHANGE,
	type StatusChange,
} from './integrationState';
import type { StoredIntegration } from './LinkedInStore';
import { withNullElements, withNulls } from './nulls';
import { notPermitted, problem } from './problems';
import {
	canonical,
	compoundIds,
	type Key,
	parseKey,
	queryParameters,
	writeKey,
} from './restliKeys';

/** Integrations: named and read by key, found by a push's id (LinkedIn reference §2.3). */
export function registerIntegrationRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	for (const [generation, name] of [
		['v2', 'atsIntegrations'],
		['rest', 'integrations'],
	] as const) {
		app.route({
			method: ALL_METHODS,
			url: `/linkedin/${generation}/${name}`,
			handler: (request) => {
				const call = guard(room, request, integrationRules(name, generation));
				const query = queryParameters(call.query);
				if (call.method === 'GET' && query.has('q')) {
					if (query.get('q')?.[0] !== 'request') throw problem(400, 'Unknown finder');
					return findByRequest(room, call, query.get('requestId')?.[0], generation);
				}
				const keys = compoundIds(call);
				if (keys.length === 0) throw problem(400, 'Batch key parameter value is invalid');
				const { switches } = room.context;
				if (call.method === 'GET')
					return withNulls(switches, readIntegrations(room, call, keys, generation));
				if (call.method !== 'POST') throw problem(405, 'HTTP method not allowed');
				needMethod(call, name, 'batch_partial_update');
				return withNulls(switches, nameIntegrations(room, call, keys, generation));
			},
		});
	}
}

export const integrationRules = (resource: string, generation: Generation): RouteRules => ({
	resource,
	generation,
	dailyLimit: 5_000,
	dailyGroup: 'integrations',
	caller: 'child',
});

/** @throws Problem 400 for a malformed key, 403 for somebody else's context */
export function findIntegration(
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

function findByRequest(
	room: LinkedInRoom,
	call: GuardedCall,
	requestId: string | undefined,
	generation: Generation,
) {
	if (!requestId) throw problem(400, 'requestId is missing');
	const { switches } = room.context;
	const changes = room.pushes.payloadOf(call.app, STATUS_CHANGE, decodeURIComponent(requestId));
	if (!changes && switches.text('li§2.3 unknown request id') === '404')
		throw problem(404, 'Not found');
	const atThatMoment = switches.boolean('li§2.3 finder tells the status of that moment');
	const elements = (changes ?? []).filter(isStatusChange).map((change) => {
		const known = room.store
			.of(call.app.organization)
			.integrations.get(`${change.integrationContext} ${change.integrationType}`);
		const status = known && !atThatMoment ? undefined : change.status;
		return integrationEntity(room, change, generation, known, status);
	});
	return {
		elements: withNullElements(switches, elements),
		paging: { start: 0, count: elements.length, links: [] },
	};
}

function isStatusChange(value: unknown): value is StatusChange {
	return (
		isRecord(value) &&
		typeof value.integrationContext === 'string' &&
		typeof value.integrationType === 'string' &&
		typeof value.status === 'string'
	);
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
		const found = findIntegration(room, call, key, generation);
		const { integrationContext = '', integrationType = '' } = key;
		const written = writeKey(key, call.protocol);
		if (found?.requested) {
			const ref = { integrationContext, integrationType };
			results[written] = { ...key, ...integrationEntity(room, ref, generation, found) };
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
		const found = findIntegration(room, call, key, generation);
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
