import type { FastifyInstance } from 'fastify';
import { ALL_METHODS } from '../batchResource';
import { type Generation, guard, type LinkedInRoom } from '../guard';
import { withNullElements } from '../nulls';
import { notPermitted, problem } from '../problems';
import { queryParameters } from '../restliKeys';
import { EXPORT_EVENT } from './ExportDesk';

/** What a request id stands for, by finder (LinkedIn reference §7). */
export function registerExportRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	for (const generation of ['v2', 'rest'] as const) {
		app.route({
			method: ALL_METHODS,
			url: `/linkedin/${generation}/exportedCandidates`,
			handler: (request) => find(room, generation, guard(room, request, rules(generation))),
		});
	}
}

function rules(generation: Generation) {
	return {
		resource: 'exportedCandidates',
		generation,
		dailyLimit: 100_000,
		dailyGroup: 'exports',
		needs: 'ONE_CLICK_EXPORT',
		caller: 'child' as const,
	};
}

function find(
	{ context, pushes }: LinkedInRoom,
	generation: Generation,
	call: ReturnType<typeof guard>,
): unknown {
	const { switches } = context;
	if (generation === 'rest' && !switches.boolean('li§7 versioned form exists'))
		throw problem(404, 'Resource exportedCandidates does not exist');
	if (call.method !== 'GET') throw notPermitted(call.method, 'exportedCandidates');
	const query = queryParameters(call.query);
	const [requestId] = query.get('requestId') ?? [];
	if (query.get('q')?.[0] !== 'request' || !requestId)
		throw problem(400, 'Query parameter requestId is required');
	const elements = pushes.payloadOf(call.app, EXPORT_EVENT, decodeURIComponent(requestId));
	if (!elements && switches.boolean('li§7 unknown request is a 404'))
		throw problem(404, 'Not found');
	return {
		elements: withNullElements(switches, elements ?? []),
		paging: { start: 0, count: 10, links: [] },
	};
}
