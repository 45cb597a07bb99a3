import type { FastifyInstance } from 'fastify';
import { ALL_METHODS } from './batchResource';
import {
	guard,
	type GuardedCall,
	isRecord,
	type LinkedInRoom,
	needMethod,
	readJson,
} from './guard';
import { callbackComplaint } from './push/callbackRules';
import { findIntegration, integrationRules } from './integrationRoutes';
import type { StoredIntegration } from './LinkedInStore';
import { withNulls } from './nulls';
import { problem } from './problems';
import { canonical, compoundIds, type Key, parseKey, simpleIds, writeKey } from './restliKeys';

const viewers = (value: string): string | undefined =>
	value === 'ALL_PRODUCT_USERS' ? undefined : 'only ALL_PRODUCT_USERS is allowed';

/** Which configuration keys belong to which integration, and what is wrong with a value (LinkedIn reference §2.4). */
const CONFIGURATIONS: Record<string, { on: string; complaint: typeof viewers }> = {
	CALLBACK_URL: { on: 'ONE_CLICK_EXPORT', complaint: callbackComplaint },
	JOB_POSTING_VIEWERS: { on: 'ONE_CLICK_EXPORT', complaint: viewers },
	APPLICATION_VIEWERS: { on: 'IN_ATS_INDICATOR', complaint: viewers },
};

interface Target {
	/** As LinkedIn writes it back. */
	written: string;
	/** As it must stand in `entities`, in one order. */
	canonical: string;
	configuration: string;
	type: string;
	integration: StoredIntegration | undefined;
}

/** An integration's configurations: below it in generation 1, a resource of their own in generation 2. */
export function registerConfigurationRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	const { switches } = room.context;
	switches.define('li§15.3 configuration key part', '*');

	app.route({
		method: ALL_METHODS,
		url: '/linkedin/v2/atsIntegrations/:key/configurations',
		handler: (request) => {
			const call = guard(room, request, integrationRules('atsIntegrations/configurations', 'v2'));
			const segment = (request.raw.url ?? '').split('?')[0]?.split('/')[4] ?? '';
			const key = parseKey(segment.startsWith('%28') ? decodeURIComponent(segment) : segment);
			const integration = findIntegration(room, call, key, 'v2');
			if (!integration?.requested) throw problem(404, 'Not found');
			const targets = simpleIds(call).map(
				(id): Target => ({
					written: id,
					canonical: id,
					configuration: id,
					type: key.integrationType ?? '',
					integration,
				}),
			);
			return withNulls(
				switches,
				configure(room, call, targets, (id) => id),
			);
		},
	});

	app.route({
		method: ALL_METHODS,
		url: '/linkedin/rest/integrationConfigurations',
		handler: (request) => {
			const call = guard(room, request, integrationRules('integrationConfigurations', 'rest'));
			// The release notes list batch_update and batch_get only (§15.3).
			if (call.method === 'DELETE') throw problem(405, 'HTTP method not allowed');
			const targets = compoundIds(call).map((key): Target => {
				const { integration, rest } = splitKey(
					key,
					switches.text('li§15.3 configuration key part'),
				);
				return {
					written: writeKey(key, call.protocol),
					canonical: canonical(key),
					configuration: rest,
					type: integration.integrationType ?? '',
					integration: findIntegration(room, call, integration, 'rest'),
				};
			});
			return withNulls(
				switches,
				configure(room, call, targets, (key) => canonical(parseKey(key))),
			);
		},
	});
}

/** The integration's own parts, and the one that names the configuration, whose name nobody has seen (§16.9). */
function splitKey(key: Key, partName: string): { integration: Key; rest: string } {
	const { integrationContext, integrationType, tenantType, ...others } = key;
	const [name, ...more] = Object.keys(others);
	if (name === undefined || more.length > 0 || (partName !== '*' && name !== partName))
		throw problem(400, 'Batch key parameter value is invalid');
	return {
		integration: {
			...(integrationContext && { integrationContext }),
			...(integrationType && { integrationType }),
			...(tenantType && { tenantType }),
		},
		rest: others[name] ?? '',
	};
}

function configure(
	room: LinkedInRoom,
	call: GuardedCall,
	targets: readonly Target[],
	canonicalOf: (key: string) => string,
) {
	if (targets.length === 0) throw problem(400, 'Batch key parameter value is invalid');
	if (!['GET', 'PUT', 'DELETE'].includes(call.method))
		throw problem(405, 'HTTP method not allowed');
	const results: Record<string, unknown> = {};
	const errors: Record<string, unknown> = {};
	const entities: ReadonlyMap<string, unknown> =
		call.method === 'PUT' ? readEntities(call, canonicalOf) : new Map<string, unknown>();
	for (const { written, canonical: key, configuration, type, integration } of targets) {
		const value = integration?.configurations.get(configuration);
		if (!integration?.requested || (call.method !== 'PUT' && value === undefined))
			errors[written] = { status: 404, message: 'Not found' };
		else if (call.method === 'GET') results[written] = { configurationValue: { string: value } };
		else if (call.method === 'DELETE') {
			integration.configurations.delete(configuration);
			room.store.onSightChange?.(call.app.organization, { kind: 'configuration' });
			results[written] = { status: 204 };
		} else {
			const failure = store(room, call, { configuration, type, integration }, entities.get(key));
			if (failure) errors[written] = failure;
			else results[written] = { status: 204 };
		}
	}
	return { results, ...(call.method === 'PUT' ? {} : { statuses: {} }), errors };
}

function readEntities(
	call: GuardedCall,
	canonicalOf: (key: string) => string,
): Map<string, unknown> {
	needMethod(call, 'atsIntegrations/configurations', 'batch_update');
	const { entities } = readJson(call);
	if (!isRecord(entities)) throw problem(400, 'entities is missing');
	return new Map(Object.entries(entities).map(([key, value]) => [canonicalOf(key), value]));
}

function store(
	room: LinkedInRoom,
	call: GuardedCall,
	target: { configuration: string; type: string; integration: StoredIntegration },
	entity: unknown,
): { status: number; message: string } | undefined {
	const { configuration, type, integration } = target;
	const rule = CONFIGURATIONS[configuration];
	if (!rule || rule.on !== type)
		return { status: 400, message: `${configuration} is not allowed on ${type}` };
	const wrapped = isRecord(entity) ? entity.configurationValue : undefined;
	const value = isRecord(wrapped) ? wrapped.string : undefined;
	const complaint =
		typeof value === 'string'
			? (rule.complaint(value) ?? taken(room, call, configuration, value))
			: 'a string is wanted';
	if (complaint !== undefined || typeof value !== 'string')
		return {
			status: 422,
			message: `ERROR :: /configurationValue :: value is not valid: ${complaint ?? ''}\n`,
		};
	integration.configurations.set(configuration, value);
	room.store.onSightChange?.(call.app.organization, { kind: 'configuration' });
	if (configuration === 'CALLBACK_URL') room.pushes.registered(call.app);
	return undefined;
}

/** No callback is shared between customers (LinkedIn reference §3.1). */
function taken(
	room: LinkedInRoom,
	call: GuardedCall,
	configuration: string,
	value: string,
): string | undefined {
	const shared =
		configuration === 'CALLBACK_URL' &&
		room.apps
			.children()
			.some((other) => other !== call.app && room.pushes.callbackOf(other) === value);
	return shared ? 'the URL belongs to another customer' : undefined;
}
