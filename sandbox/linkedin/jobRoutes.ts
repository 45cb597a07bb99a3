import { randomUUID } from '../core/chance';
import type { FastifyInstance } from 'fastify';
import { ALL_METHODS } from './batchResource';
import {
	type Generation,
	guard,
	isRecord,
	type LinkedInRoom,
	needMethod,
	needUnspoilt,
	readJson,
	takeRecords,
} from './guard';
import type { OrganizationRecords, StoredTask } from './LinkedInStore';
import { unset, withNulls } from './nulls';
import { notPermitted, problem } from './problems';
import { simpleIds } from './restliKeys';
import { validateJob } from './validate';

const EXPORT = 'ONE_CLICK_EXPORT';

/** Job postings, their tasks and their status (LinkedIn reference §4). */
export function registerJobRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	const { context, store } = room;
	context.switches.define('li§4.4 task delay ms', 30_000);

	for (const generation of ['v2', 'rest'] as const) {
		app.route({
			method: ALL_METHODS,
			url: `/linkedin/${generation}/simpleJobPostings`,
			handler: (request) => {
				const call = guard(room, request, {
					resource: 'simpleJobPostings',
					generation,
					dailyLimit: 100_000,
					dailyGroup: 'sync',
					needs: EXPORT,
					caller: 'child',
				});
				if (call.method !== 'POST') throw problem(405, 'HTTP method not allowed');
				needMethod(call, 'simpleJobPostings', 'batch_create');
				const { elements } = readJson(call);
				if (!Array.isArray(elements) || elements.length === 0)
					throw problem(400, 'elements is missing');
				if (elements.length > 100) throw problem(400, 'At most 100 jobs a call');
				takeRecords(room, call.app, elements.length);
				for (const element of elements) refuseWholeCall(room, element);
				const seen = new Set<unknown>();
				const records = store.of(call.app.organization);
				const outcomes = elements.map((element: unknown) => {
					if (!isRecord(element)) throw problem(400, 'An element is no object');
					if (typeof element.externalJobPostingId !== 'string')
						throw problem(500, 'Internal error');
					if (seen.has(element.externalJobPostingId))
						throw problem(400, 'A job stands twice in the call');
					seen.add(element.externalJobPostingId);
					return submit(room, records, element, call.app.organization, generation);
				});
				context.requests.wrote('job', elements.length);
				return withNulls(context.switches, { elements: outcomes });
			},
		});

		app.route({
			method: ALL_METHODS,
			url: `/linkedin/${generation}/simpleJobPostingTasks`,
			handler: (request) => {
				const call = guard(room, request, {
					resource: 'simpleJobPostingTasks',
					generation,
					dailyLimit: 300_000,
					dailyGroup: 'tasks',
					caller: 'child',
				});
				if (call.method !== 'GET') throw problem(405, 'HTTP method not allowed');
				const records = store.of(call.app.organization);
				settleTasks(room, records);
				const results: Record<string, unknown> = {};
				for (const id of simpleIds(call)) {
					const task = records.tasks.get(id);
					if (!task) continue;
					results[id] = {
						id,
						externalJobPostingId: task.externalJobPostingId,
						location: task.fields.location,
						...(unset(context.switches) === null && { errorMessage: null }),
						...(task.outcome ?? { status: 'IN_PROGRESS' }),
					};
				}
				return withNulls(context.switches, { errors: {}, statuses: {}, results });
			},
		});
	}

	app.route({
		method: ALL_METHODS,
		url: '/linkedin/v2/jobPostingStatus',
		handler: (request) => {
			const call = guard(room, request, {
				resource: 'jobPostingStatus',
				generation: 'v2',
				dailyLimit: 100_000,
				dailyGroup: 'sync',
				caller: 'child',
			});
			if (call.method !== 'GET') throw problem(405, 'HTTP method not allowed');
			const records = store.of(call.app.organization);
			settleTasks(room, records);
			const running = new Set(
				[...records.tasks.values()].flatMap((task) =>
					task.outcome ? [] : task.externalJobPostingId,
				),
			);
			const results: Record<string, unknown> = {};
			for (const id of simpleIds(call)) {
				const job = records.jobs.get(id);
				if (!job && !running.has(id)) continue;
				results[id] = {
					externalJobPostingId: id,
					rawLocation: job?.fields.location ?? '',
					listingStatus: running.has(id) ? 'IN_PROGRESS' : (job?.listing ?? 'IN_PROGRESS'),
				};
			}
			return withNulls(context.switches, { results, statuses: {}, errors: {} });
		},
	});
}

/** @throws Problem 400 for an address that is none: LinkedIn refuses all jobs of the call for it (§4.3) */
function refuseWholeCall(room: LinkedInRoom, element: unknown): void {
	if (!isRecord(element)) throw problem(400, 'An element is no object');
	needUnspoilt(room, `job ${String(element.externalJobPostingId)}`);
	const { companyApplyUrl: address } = element;
	if (typeof address === 'string' && address !== '' && !isWebAddress(address))
		throw problem(400, 'ERROR :: /companyApplyUrl :: is not a valid URL\n');
}

function isWebAddress(text: string): boolean {
	return URL.canParse(text) && /^https?:\/\/[^/]/.test(text);
}

/** Takes a job as a task, or refuses it at once (§4.3). */
function submit(
	room: LinkedInRoom,
	records: OrganizationRecords,
	element: Record<string, unknown>,
	organization: string,
	generation: Generation,
): unknown {
	const nowMs = room.context.clock.now();
	const id = String(element.externalJobPostingId);
	settleTasks(room, records);
	const operation = operationOf(element, records.jobs.has(id));
	const refusal =
		room.store.refusals.get(`job ${id}`) ??
		(id.length > 200 || id.length === 0
			? { status: 422, message: 'ERROR :: /externalJobPostingId :: length is out of bounds\n' }
			: validateJob({ ...element, jobPostingOperationType: operation }, nowMs));
	if (refusal) return { status: refusal.status, error: refusal };
	const context =
		generation === 'rest'
			? (element.company ?? element.integrationContext)
			: element.integrationContext;
	if (context !== organization) throw notPermitted('POST', 'simpleJobPostings');
	const { jobPostingOperationType: _operation, company: _company, ...fields } = element;
	const task: StoredTask = {
		id: `urn:li:simpleJobPostingTask:${randomUUID()}`,
		externalJobPostingId: id,
		operation: String(operation),
		fields: { ...fields, integrationContext: organization },
		dueAtMs: nowMs + room.context.switches.number('li§4.4 task delay ms'),
	};
	const running = [...records.tasks.values()].some(
		(one) => one.externalJobPostingId === id && !one.outcome,
	);
	if (task.operation === 'CLOSE' && !running && records.jobs.get(id)?.listing !== 'LISTED') {
		return { status: 409, error: { status: 409, message: 'The job is closed or unknown' } };
	}
	records.tasks.set(task.id, task);
	return {
		id: task.id,
		status: 202,
		location: `/simpleJobPostings/${encodeURIComponent(task.id)}`,
	};
}

/** Older contracts, and LinkedIn's own collection, send the `state` wanted in place of an operation (§4.1). */
function operationOf(element: Record<string, unknown>, known: boolean): unknown {
	const { jobPostingOperationType: operation, state } = element;
	if (operation !== undefined) return operation;
	if (state === 'CLOSED') return 'CLOSE';
	if (state === 'LISTED') return known ? 'UPDATE' : 'CREATE';
	return undefined;
}

/** Carries out, in order, the tasks whose time has come. */
export function settleTasks(room: LinkedInRoom, records: OrganizationRecords): void {
	const nowMs = room.context.clock.now();
	for (const task of records.tasks.values()) {
		if (task.outcome || task.dueAtMs > nowMs) continue;
		task.outcome = carryOut(room, records, task);
		const { integrationContext } = task.fields;
		if (task.outcome.status === 'SUCCEEDED')
			room.store.onSightChange?.(String(integrationContext), {
				kind: 'job',
				jobId: task.externalJobPostingId,
			});
		// The content is with the job now.
		task.fields = { location: task.fields.location };
	}
}

function carryOut(
	room: LinkedInRoom,
	records: OrganizationRecords,
	task: StoredTask,
): NonNullable<StoredTask['outcome']> {
	const fail = (errorMessage: string) => ({ status: 'FAILED' as const, errorMessage });
	const { fields, operation, externalJobPostingId: id } = task;
	const known = records.jobs.get(id);
	const plain = String(fields.description)
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	if (plain.length < 100) return fail('The description length should be at least 100 characters');
	if (String(fields.description).length > 25_000)
		return fail('The description length should be at most 25000 characters');
	if (!locationIsKnown(String(fields.location), fields.workplaceTypes)) {
		return fail(`This job has an invalid location. ${String(fields.location)}`);
	}
	if (operation === 'CREATE' && known)
		return fail('Trying to create a job with same partnerIdentifier already exists.');
	if (operation !== 'CREATE' && !known)
		return fail(`Operation type ${operation} is not allowed for a non-existing job ${id}`);
	room.store.nextNumber += 1;
	const jobPostingUrn = known?.jobPostingUrn ?? `urn:li:jobPosting:${room.store.nextNumber}`;
	records.jobs.set(id, {
		fields,
		jobPostingUrn,
		listing: operation === 'CLOSE' ? 'NOT_LISTED' : 'LISTED',
	});
	return { status: 'SUCCEEDED', jobPosting: jobPostingUrn };
}

/** `City, …, Country`; remote jobs may name the country alone (§4.2). */
function locationIsKnown(location: string, workplaceTypes: unknown): boolean {
	const parts = location.split(',').map((part) => part.trim());
	if (parts.some((part) => part === '')) return false;
	const remote =
		Array.isArray(workplaceTypes) && String(workplaceTypes[0]).toLowerCase() === 'remote';
	return parts.length >= 2 || remote;
}
