import type { FastifyInstance } from 'fastify';
import { scaledLimit } from '../../core/SandboxContext';
import { ALL_METHODS } from '../batchResource';
import { type Generation, guard, type GuardedCall, type LinkedInRoom, throttle } from '../guard';
import { withNullElements } from '../nulls';
import { problem } from '../problems';
import { needContract } from '../seats/contractAccess';
import { finderPage, type FinderQuery, finderQuery } from '../seats/finderQuery';
import { stateAt } from './ActivityStore';
import { defineNames, inMailElement, noteElement, stubElement } from './elements';

const DEFAULT_COUNT = 10;
/** LinkedIn reference §9.1: per member and minute. */
const INMAILS_PER_MINUTE = 12;
/** §9.2 */
const STUB_REACH = 20_000;

interface Found {
	atMs: number;
	element: Record<string, unknown>;
}

interface Finder {
	finder: string;
	find: (room: LinkedInRoom, call: GuardedCall, query: FinderQuery) => Found[];
	/** Looks at a page before it goes out. */
	page?: (
		room: LinkedInRoom,
		call: GuardedCall,
		query: FinderQuery,
		page: { start: number; elements: number },
	) => void;
	/** What may happen once a page that is not the last has gone out. */
	after?: (room: LinkedInRoom, query: FinderQuery, given: readonly Found[]) => void;
}

const FINDERS: Record<string, Finder> = {
	conversationEvents: {
		finder: 'criteria',
		find: findInMails,
		page: takePace,
		after: insertLate,
	},
	mailStubs: { finder: 'contract', find: findStubs },
	prospectNotes: { finder: 'criteria', find: findNotes, after: editGiven },
};

/** What seat holders do in Recruiter, as the API gives it out (LinkedIn reference §9). */
export function registerActivityRoutes(app: FastifyInstance, room: LinkedInRoom): void {
	const { switches } = room.context;
	defineNames(switches);
	switches.define('li§14.6 activity total', true);
	switches.define('li§14.6 activity order', 'newest first');
	switches.define('li§14.6 largest activity page', 100);
	switches.define('li§9.1 elements come twice', false);
	switches.define('li§9.1 appears after ms', 0);
	for (const [generation, resource] of [
		['v2', 'conversationEvents'],
		['v2', 'mailStubs'],
		['rest', 'mailStubs'],
		['v2', 'prospectNotes'],
	] as const)
		register(app, room, generation, resource);
}

function register(
	app: FastifyInstance,
	room: LinkedInRoom,
	generation: Generation,
	resource: string,
): void {
	const { switches } = room.context;
	const path = `/${generation}/${resource}`;
	app.route({
		method: ALL_METHODS,
		url: `/linkedin${path}`,
		handler: (request) => {
			const call = guard(room, request, {
				resource,
				generation,
				dailyLimit: 100_000,
				dailyGroup: 'csa',
				caller: 'child',
			});
			if (call.method !== 'GET') throw problem(405, 'HTTP method not allowed');
			const spec = FINDERS[resource];
			const query = finderQuery(call);
			if (!spec || query.text('q') !== spec.finder) throw problem(400, 'Finder is not known');
			const all = spec.find(room, call, query);
			const twice = switches.boolean('li§9.1 elements come twice');
			const found = twice ? all.flatMap((one, at) => (at % 5 === 0 ? [one, one] : [one])) : all;
			const order = switches.text('li§14.6 activity order') === 'newest first' ? -1 : 1;
			found.sort((a, b) => order * (a.atMs - b.atMs));
			const start = query.whole('start') ?? 0;
			const count = Math.min(
				query.whole('count') ?? DEFAULT_COUNT,
				switches.number('li§14.6 largest activity page'),
			);
			if (count === 0) throw problem(400, 'Query parameter count is invalid');
			const page = finderPage(path, call, withNullElements(switches, found), {
				start,
				count,
				withTotal: switches.boolean('li§14.6 activity total'),
				foreignHost: switches.boolean('li§14.6 next links name a foreign host'),
			});
			spec.page?.(room, call, query, { start, elements: page.elements.length });
			const given = page.elements.filter((one) => one !== null);
			if (start + count < found.length) spec.after?.(room, query, given);
			return { ...page, elements: page.elements.map((one) => one && one.element) };
		},
	});
}

/** A range as two parameters, or as a record of two in either syntax (§14.4). */
function rangeOf(call: GuardedCall, query: FinderQuery): { start: number; end: number } {
	const written = query.text('timeRange');
	const inside = (name: string): number | undefined => {
		const value = new RegExp(`[(,]${name}:(\\d+)`).exec(written ?? '')?.[1];
		return value === undefined ? undefined : Number(value);
	};
	const read = (name: string): number | undefined =>
		call.protocol === '1.0' ? query.whole(`timeRange.${name}`) : inside(name);
	return { start: read('start') ?? 0, end: read('end') ?? Number.POSITIVE_INFINITY };
}

/** `start ≤ createdAt < end` */
function findInMails(room: LinkedInRoom, call: GuardedCall, query: FinderQuery): Found[] {
	const viewer = query.text('viewer');
	if (!viewer) throw problem(400, 'Query parameter viewer is required');
	const seat = room.seats.byUrn(viewer);
	if (!seat) throw problem(403, `Not enough permissions to access: ${viewer}`, 100);
	needContract(room, call, seat.contractUrn, 'conversationEvents');
	const { start, end } = rangeOf(call, query);
	const delayMs = room.context.switches.number('li§9.1 appears after ms');
	const seenUntil = room.context.clock.now() - delayMs;
	return room.activity
		.inMailsOf(viewer)
		.filter(
			({ createdAtMs }) => createdAtMs >= start && createdAtMs < end && createdAtMs <= seenUntil,
		)
		.map((inMail) => ({ atMs: inMail.createdAtMs, element: inMailElement(inMail) }));
}

/** `createdDateStart ≤ created < createdDateEnd`; going beyond 20,000 results is refused. */
function findStubs(room: LinkedInRoom, call: GuardedCall, query: FinderQuery): Found[] {
	const { context, activity } = room;
	const contract = query.text('contract');
	if (!contract) throw problem(400, 'Query parameter contract is required');
	needContract(room, call, contract, 'mailStubs');
	const owners = query.list('owners');
	const start = query.whole('createdDateStart') ?? 0;
	const end = query.whole('createdDateEnd') ?? Number.POSITIVE_INFINITY;
	const now = context.clock.now();
	if ((query.whole('start') ?? 0) + (query.whole('count') ?? DEFAULT_COUNT) > STUB_REACH)
		throw problem(400, 'The query reaches beyond 20000 results');
	return activity
		.stubsOf(contract)
		.filter(
			({ seat, createdAtMs }) =>
				(owners.length === 0 || owners.includes(seat)) &&
				createdAtMs >= start &&
				createdAtMs < end &&
				createdAtMs <= now,
		)
		.map((stub) => ({ atMs: stub.createdAtMs, element: stubElement(stub, context.switches) }));
}

/** `cutoffDate < lastModified ≤ beforeDate`; notes that only some may see are not given out. */
function findNotes(room: LinkedInRoom, call: GuardedCall, query: FinderQuery): Found[] {
	const { context, activity } = room;
	const contract = query.text('contract');
	if (!contract) throw problem(400, 'Query parameter contract is required');
	needContract(room, call, contract, 'prospectNotes');
	const owners = query.list('owners');
	const cutoff = query.whole('cutoffDate') ?? -1;
	const before = query.whole('beforeDate') ?? Number.POSITIVE_INFINITY;
	const now = context.clock.now();
	return activity.notesOf(contract).flatMap((note) => {
		const state = stateAt(note, now);
		if (!state || !note.shared) return [];
		if (owners.length > 0 && !owners.includes(note.seat)) return [];
		if (state.atMs <= cutoff || state.atMs > before) return [];
		return [{ atMs: state.atMs, element: noteElement(note, state, context.switches) }];
	});
}

/** Twelve records per member and minute (§9.1). @throws Problem 429 */
function takePace(
	room: LinkedInRoom,
	_call: GuardedCall,
	query: FinderQuery,
	{ elements }: { elements: number },
): void {
	const { context, activity } = room;
	const limit = scaledLimit(INMAILS_PER_MINUTE, context.limits);
	const pace = activity.paceOf(query.text('viewer') ?? '');
	if (elements > 0 && !pace.take(elements, context.clock.now(), limit)) throw throttle(room);
}

/** One more InMail in front of those that were just given. */
function insertLate(room: LinkedInRoom, query: FinderQuery, given: readonly Found[]): void {
	const viewer = query.text('viewer') ?? '';
	const [first] = given;
	const [sample] = room.activity.inMailsOf(viewer);
	if (!first || !sample || !room.activity.claim('late')) return;
	room.activity.addInMail(sample, {
		fromSeat: true,
		subject: 'Late',
		text: `Arrived between two pages ev-late${room.activity.allInMails().length}`,
		createdAtMs: first.atMs,
	});
}

/** A note of the page that was just given is edited, and so leaves the window. */
function editGiven(room: LinkedInRoom, _query: FinderQuery, given: readonly Found[]): void {
	const id = Number(given[0]?.element.id);
	const note = room.activity.note(id);
	if (!note || !room.activity.claim('edited')) return;
	const now = room.context.clock.now();
	const state = stateAt(note, now);
	note.versions.push({ atMs: now, text: `${state?.text ?? ''} (edited meanwhile)`, active: true });
	note.versions.sort((a, b) => a.atMs - b.atMs);
}
