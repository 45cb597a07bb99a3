import type { SandboxContext } from '../core/SandboxContext';
import { DAY_MS } from '../core/durations';
import { iso, readCursor, readLimit, readTime, writeCursor } from './paging';
import type { SrCall, SrRoute } from './SrRoute';

const WEEK_MS = 7 * DAY_MS;

/** Audit events (SmartRecruiters reference §12.2): their shape is not known, so it is a switch. */
export function auditRoutes({ switches }: SandboxContext): SrRoute[] {
	switches.define('sr§12.2 audit shape', 'content');
	return [
		{
			method: 'GET',
			path: '/audit-api/v201910/audit-events',
			scope: 'audit_events_read',
			administrator: true,
			handle: listEvents,
		},
	];
}

function listEvents(call: SrCall): unknown {
	const { query, context } = call;
	const { live, clock, switches } = context;
	const limit = readLimit(call, 100);
	const cursor = query.get('nextPageId');
	if (cursor) query.set('pageId', cursor);
	const from = readCursor(call);
	const after = readTime(call, 'eventDateAfter') ?? clock.now() - WEEK_MS;
	const before = readTime(call, 'eventDateBefore') ?? Infinity;
	const names = [...query.getAll('eventName'), ...query.getAll('eventName[]')];
	const types = [...query.getAll('entityType'), ...query.getAll('entityType[]')];
	const entityId = query.get('entityId');
	const entries = live.audit.find(
		(entry) =>
			entry.atMs > after &&
			entry.atMs < before &&
			(names.length === 0 || names.includes(entry.eventName)) &&
			(types.length === 0 || types.includes(entry.entityType)) &&
			(entityId === null || entityId === entry.entityId),
	);
	const shape = switches.text('sr§12.2 audit shape');
	const named = switches.boolean('sr§12.2 application deletions name the pair');
	const content = entries
		.slice(from, from + limit)
		.map(({ atMs, entityType, entityId: ownId, pair, ...entry }) => ({
			...entry,
			authorType: 'USER',
			...(named && pair),
			...(shape === 'nested'
				? { date: iso(atMs), entity: { type: entityType, id: ownId } }
				: { eventDate: iso(atMs), entityType, entityId: ownId }),
		}));
	const nextPageId = from + limit < entries.length ? writeCursor(from + limit) : undefined;
	return {
		[shape === 'nested' ? 'events' : 'content']: content,
		...(nextPageId && { nextPageId }),
	};
}
