import type { FastifyInstance } from 'fastify';
import type { Switches } from '../../core/Switches';
import { ALL_METHODS } from '../batchResource';
import { guard, type LinkedInRoom } from '../guard';
import { notPermitted, problem } from '../problems';
import { queryParameters } from '../restliKeys';

const RESOURCE = 'atsPurgedExportedCandidates';
const PAGE = 100;

/** Finder, parameters and elements are not published (LinkedIn reference §7.2): each name is a switch. */
export function definePurgedSwitches(switches: Switches): void {
	switches.define('li§7.2 name of the finder', 'integrationContext');
	switches.define('li§7.2 name of the person', 'member');
	switches.define('li§7.2 name of the time', 'purgedAt');
}

/** Which exported members have closed their account (LinkedIn reference §7.2). */
export function registerPurgedRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	const { context, exports: desk } = room;
	app.route({
		method: ALL_METHODS,
		url: `/linkedin/rest/${RESOURCE}`,
		handler: (request) => {
			const call = guard(room, request, {
				resource: RESOURCE,
				generation: 'rest',
				dailyLimit: 100_000,
				dailyGroup: 'purged',
				caller: 'child',
			});
			if (call.method !== 'GET') throw notPermitted(call.method, RESOURCE);
			const query = queryParameters(call.query);
			const one = (name: string): string => decodeURIComponent(query.get(name)?.[0] ?? '');
			const { switches } = context;
			const { organization } = call.app;
			if (one('q') !== switches.text('li§7.2 name of the finder'))
				throw problem(400, `No finder of ${RESOURCE} is called "${one('q')}"`);
			if (one('integrationContext') !== organization)
				throw problem(403, 'This integrationContext is not the application’s');
			const people = new Set(
				desk
					.all()
					.filter((made) => made.organization === organization)
					.map(({ personUrn }) => personUrn),
			);
			const closed = [...people].filter((urn) => desk.members.hasClosed(urn));
			const start = Number(one('start') || 0);
			const elements = closed.slice(start, start + PAGE).map((urn) => ({
				[switches.text('li§7.2 name of the person')]: urn,
				[switches.text('li§7.2 name of the time')]: context.clock.now(),
			}));
			const next = `/rest/${RESOURCE}?start=${start + PAGE}`;
			const links = closed.length > start + PAGE ? [{ rel: 'next', href: next }] : [];
			return { elements, paging: { start, count: PAGE, links } };
		},
	});
}
