import type { FastifyInstance, HTTPMethods } from 'fastify';
import {
	type Generation,
	guard,
	type GuardedCall,
	isRecord,
	type LinkedInRoom,
	needMethod,
	needUnspoilt,
	readJson,
	takeRecords,
} from './guard';
import type { OrganizationRecords } from './LinkedInStore';
import { withNulls } from './nulls';
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
import type { Validator } from './validate';

export const ALL_METHODS: HTTPMethods[] = ['GET', 'POST', 'PUT', 'DELETE'];

/** What is said of a record that is not taken. */
export interface Refusal {
	status: number;
	message: string;
}

/** A collection that is read and written in batches, in one generation's spelling. */
export interface BatchResource {
	generation: Generation;
	/** Path below `/linkedin`; `:key` stands for a parent's key. */
	path: string;
	resource: string;
	needs: string;
	/** The vendor's key parts; the organization's is always `integrationContext`. */
	keyNames: readonly string[];
	/** Sub-resources of v2 have simple keys below a compound parent. */
	parentKeyNames?: readonly string[];
	/** This generation's field name → generation 1's. */
	rename?: Readonly<Record<string, string>>;
	validate: Validator;
	/** Whether LinkedIn has it: some forms nobody has seen. Default: it does. */
	exists?: () => boolean;
	/** Which kind `reject` switches name. */
	kind: string;
	/** Whether keys have a `dataProvider`: `required`, `absent` or `either`. Default: required in v2, absent in rest. */
	dataProvider?: () => string;
	/** Whether the parts of a body key must come in the order of `keyOrder`. Default: they are a set (§14.4). */
	orderCounts?: () => boolean;
	/** Looks at a key's ids before anything else. @throws Problem 400 */
	check?: (ids: readonly string[]) => void;
	/** @returns the text of a 422, or another refusal */
	write: (
		records: OrganizationRecords,
		ids: readonly string[],
		fields: Record<string, unknown>,
		nowMs: number,
		call: GuardedCall,
	) => Refusal | string | undefined;
	/** Answers a GET that names a finder. */
	find?: (call: GuardedCall, records: OrganizationRecords) => unknown;
	read?: (
		records: OrganizationRecords,
		ids: readonly string[],
	) => Record<string, unknown> | undefined;
	patch?: (
		records: OrganizationRecords,
		ids: readonly string[],
		set: Record<string, unknown>,
	) => boolean;
	remove: (records: OrganizationRecords, ids: readonly string[], call: GuardedCall) => boolean;
}

const MAX_BATCH = 100;

interface Addressed {
	/** As LinkedIn writes it back. */
	written: string;
	canonical: string;
	/** The ids in the order of `keyNames` (parent's first), without organization and constants. */
	ids: string[];
	organizationOk: boolean;
}

export function registerBatchResource(
	app: FastifyInstance,
	room: LinkedInRoom,
	spec: BatchResource,
): void {
	app.route({
		method: ALL_METHODS,
		url: `/linkedin${spec.path}`,
		handler: (request) => {
			const call = guard(room, request, {
				resource: spec.resource,
				generation: spec.generation,
				dailyLimit: 100_000,
				dailyGroup: 'sync',
				needs: spec.needs,
				caller: 'child',
			});
			if (spec.exists && !spec.exists())
				throw problem(404, `Resource ${spec.resource} does not exist`, 0);
			if (spec.find && call.method === 'GET' && /(^|&)q=/.test(call.query))
				return spec.find(call, room.store.of(call.app.organization));
			const parent = spec.parentKeyNames ? parentOf(request.raw.url ?? '', spec, call) : undefined;
			const targets = address(call, spec, parent);
			if (targets.length === 0) throw problem(400, 'Batch key parameter value is invalid');
			if (targets.length > MAX_BATCH) throw problem(400, `At most ${MAX_BATCH} records a batch`);
			if (new Set(targets.map((target) => target.canonical)).size !== targets.length) {
				throw problem(400, 'A key stands twice in the batch');
			}
			for (const { ids } of targets) spec.check?.(ids);
			if (call.method !== 'GET')
				for (const { ids } of targets) needUnspoilt(room, `${spec.kind} ${ids.join('/')}`);
			return withNulls(room.context.switches, dispatch(room, spec, call, targets));
		},
	});
}

function dispatch(
	room: LinkedInRoom,
	spec: BatchResource,
	call: GuardedCall,
	targets: Addressed[],
): Record<string, unknown> {
	const records = room.store.of(call.app.organization);
	if (call.method === 'GET') {
		if (!spec.read) throw notPermitted('GET', spec.resource);
		const fields = queryParameters(call.query).get('fields')?.[0]?.split(',');
		const results: Record<string, unknown> = {};
		const errors: Record<string, unknown> = {};
		for (const target of targets) {
			const found = target.organizationOk ? spec.read(records, target.ids) : undefined;
			if (found) results[target.written] = project(unrename(found, spec.rename), fields);
			else errors[target.written] = { status: 404, message: 'Not found' };
		}
		return { results, statuses: {}, errors };
	}
	if (call.method === 'DELETE') {
		takeRecords(room, call.app, targets.length);
		return perKey(targets, (target) => {
			const refusal = room.store.refusals.get(`delete ${spec.kind} ${target.ids.join('/')}`);
			if (refusal) return refusal;
			const removed = target.organizationOk && spec.remove(records, target.ids, call);
			// Nothing is printed of a record that is gone already, alone or with its parent.
			return removed || room.context.switches.boolean('li§12 deleting what is gone succeeds')
				? undefined
				: { status: 404, message: 'Not found' };
		});
	}
	const entities = readEntities(call, spec, targets);
	takeRecords(room, call.app, targets.length);
	room.context.requests.wrote(spec.kind, targets.length);
	const nowMs = room.context.clock.now();
	if (call.method === 'PUT') {
		// The collection sends one PUT without its method; what a PUT of keys means is clear without.
		if (
			call.restliMethod !== undefined ||
			room.context.switches.boolean('li§14.3 PUT needs its method')
		)
			needMethod(call, spec.resource, 'batch_update');
		return perKey(targets, (target) => {
			const refusal = room.store.refusals.get(`${spec.kind} ${target.ids.join('/')}`);
			if (refusal) return refusal;
			if (!target.organizationOk)
				return { status: 403, message: 'The integration context is not yours' };
			const fields = rename(entities.get(target.canonical) ?? {}, spec.rename);
			const complaint =
				spec.validate(fields) ?? spec.write(records, target.ids, fields, nowMs, call);
			return typeof complaint === 'string' ? { status: 422, message: complaint } : complaint;
		});
	}
	needMethod(call, spec.resource, 'batch_partial_update');
	const { patch } = spec;
	if (!patch) throw notPermitted('POST', spec.resource);
	return perKey(targets, (target) => {
		const change = entities.get(target.canonical)?.patch;
		const set = isRecord(change) ? change.$set : undefined;
		if (!isRecord(set)) return { status: 400, message: 'A patch needs $set' };
		return target.organizationOk && patch(records, target.ids, rename(set, spec.rename))
			? undefined
			: { status: 404, message: 'Not found' };
	});
}

function perKey(
	targets: readonly Addressed[],
	act: (target: Addressed) => { status: number; message: string } | undefined,
): { results: Record<string, unknown>; errors: Record<string, unknown> } {
	const results: Record<string, unknown> = {};
	const errors: Record<string, unknown> = {};
	for (const target of targets) {
		const failure = act(target);
		if (failure) errors[target.written] = failure;
		else results[target.written] = { status: 204 };
	}
	return { errors, results };
}

/** `entities` must have exactly the keys of `ids` (LinkedIn reference §17.5). */
function readEntities(
	call: GuardedCall,
	spec: BatchResource,
	targets: readonly Addressed[],
): Map<string, Record<string, unknown>> {
	const { entities } = readJson(call);
	if (!isRecord(entities)) throw problem(400, 'entities is missing');
	const byKey = new Map<string, Record<string, unknown>>();
	for (const [key, value] of Object.entries(entities)) {
		if (!isRecord(value)) throw problem(400, 'An entity is no object');
		if (spec.orderCounts?.() && !inOrder(parseKey(key), spec))
			throw problem(400, 'Batch key parameter value is invalid');
		byKey.set(spec.parentKeyNames ? key : canonical(parseKey(key)), value);
	}
	if (byKey.size !== targets.length || targets.some((target) => !byKey.has(target.canonical))) {
		throw problem(400, 'Keys of ids and entities differ');
	}
	return byKey;
}

function address(
	call: GuardedCall,
	spec: BatchResource,
	parent: { ids: string[]; organizationOk: boolean } | undefined,
): Addressed[] {
	if (parent) {
		return simpleIds(call).map((id) => ({
			written: id,
			canonical: id,
			ids: [...parent.ids, id],
			organizationOk: parent.organizationOk,
		}));
	}
	return compoundIds(call).map((key) => ({
		...readKey(key, spec.keyNames, spec, call),
		written: writeKey(key, call.protocol),
		canonical: canonical(key),
	}));
}

function parentOf(
	url: string,
	spec: BatchResource,
	call: GuardedCall,
): { ids: string[]; organizationOk: boolean } {
	const segments = (url.split('?')[0] ?? '').split('/');
	const segment = segments[segments.length - 2] ?? '';
	const literal = segment.startsWith('%28') ? decodeURIComponent(segment) : segment;
	return readKey(parseKey(literal), spec.parentKeyNames ?? [], spec, call);
}

/** As the samples print them: provider and context first (§11.2). */
function inOrder(key: Key, { keyNames }: BatchResource): boolean {
	const order = ['dataProvider', 'integrationContext', ...keyNames].filter((name) => name in key);
	return Object.keys(key).join() === order.join();
}

function readKey(
	key: Key,
	names: readonly string[],
	{ generation, dataProvider }: BatchResource,
	call: GuardedCall,
): { ids: string[]; organizationOk: boolean } {
	const rule = dataProvider?.() ?? (generation === 'v2' ? 'required' : 'absent');
	const named = rule === 'required' || (rule === 'either' && 'dataProvider' in key);
	const wanted = [...names, 'integrationContext', ...(named ? ['dataProvider'] : [])];
	if (Object.keys(key).length !== wanted.length || wanted.some((name) => !key[name])) {
		throw problem(400, 'Batch key parameter value is invalid');
	}
	if (named && key.dataProvider !== 'ATS')
		throw problem(400, 'Batch key parameter value is invalid');
	return {
		ids: names.map((name) => key[name] ?? ''),
		organizationOk: key.integrationContext === call.app.organization,
	};
}

function rename(
	fields: Record<string, unknown>,
	names: BatchResource['rename'] = {},
): Record<string, unknown> {
	if (Object.keys(names).length === 0) return fields;
	const hidden = new Set(Object.values(names));
	return Object.fromEntries(
		Object.entries(fields)
			// The other generation's name is an unknown field here, and unknown fields do not count.
			.filter(([name]) => !hidden.has(name))
			.map(([name, value]) => [names[name] ?? name, value]),
	);
}

function unrename(
	fields: Record<string, unknown>,
	names: BatchResource['rename'] = {},
): Record<string, unknown> {
	const back = new Map(Object.entries(names).map(([theirs, first]) => [first, theirs]));
	return Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [back.get(name) ?? name, value]),
	);
}

function project(
	fields: Record<string, unknown>,
	wanted: string[] | undefined,
): Record<string, unknown> {
	return wanted
		? Object.fromEntries(Object.entries(fields).filter(([name]) => wanted.includes(name)))
		: fields;
}
