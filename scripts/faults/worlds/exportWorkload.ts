import type { INodeExecutionData } from 'n8n-workflow';
import { EXPORT_EVENT, type MadeExport } from '../../../sandbox/linkedin/exports/ExportDesk';
import { MEMBER_KINDS } from '../../../sandbox/linkedin/exports/ExportMembers';
import { EXPORTS, PARKED } from '../../../src/state/tables';
import { signPush } from '../../../sandbox/linkedin/push/signPush';
import { showJobs } from '../../support/exporting';
import { ORGANIZATION } from '../../support/historyRuntime';
import { shippedWorkflow } from '../shipped/shippedWorkflows';
import { callTrigger, type ShippedTrigger } from '../shipped/triggers';
import { backfillFirst } from './backfillFirst';
import { Arrivals } from './Arrivals';
import { atRest } from './atRest';
import { connectNow } from './connectNow';
import type { Operation, Workload } from './Workload';
import type { N8nView, WorldView } from './WorldView';

const MINUTE_MS = 60_000;

const EXPORTING = shippedWorkflow('05');
const CLIENT_SECRET = 'sandbox-child-secret';
const DAY_MS = 24 * 60 * MINUTE_MS;
type Items = INodeExecutionData[];

/** A notification of LinkedIn's, before it is signed. */
interface Notification {
	id: string;
	type: string;
	expiresAtMs: number;
}

/** Candidates that SmartRecruiters puts on no further job, and exports that LinkedIn has forgotten. */
const FOR_PEOPLE = ['ADD_BY_HAND', 'EXPIRED'];
const IGNORES_SOURCE = 'SmartRecruiters ignores the source of new candidates';
/** Then only the address that was made up for them tells who they are. */
const PRIVATE = 'who is exported shows nothing of themselves';

interface Desk {
	arrivals: Arrivals<Notification>;
	trigger: ShippedTrigger;
	/** With what executions began that did not get so far as the queue, by request. */
	inHand: Map<string, Items>;
	/** Answered, and nothing came of it. */
	ignored: Set<string>;
}
const desks = new WeakMap<WorldView, Desk>();
function deskOf(world: WorldView): Desk {
	// A push that is lost is sent again by LinkedIn a day later (LinkedIn reference §3.4).
	const { arrival } = world.plan;
	const known = desks.get(world) ?? {
		arrivals: new Arrivals<Notification>({ arrival: arrival === 'lost' ? 'dayLate' : arrival }),
		trigger: { shipped: EXPORTING, node: 'Recruiter Pushes', staticData: {} },
		inHand: new Map<string, Items>(),
		ignored: new Set<string>(),
	};
	desks.set(world, known);
	return known;
}

const rowsOf = async ({ store }: WorldView) =>
	await store.read(EXPORTS, { organization: ORGANIZATION });

const pushed: Operation = {
	name: 'RSC Trigger, Export to SmartRecruiters',
	isDue: (world) => deskOf(world).arrivals.due(world.nowMs).length + deskOf(world).inHand.size > 0,
	run: async (n8n, world) => {
		const desk = deskOf(world);
		// An execution that failed, or crashed, is started again from n8n's list, with the items that it had.
		const again = [...desk.inHand.values()];
		const due = desk.arrivals.take(world.nowMs);
		const started = await Promise.all(due.map(async (one) => await receive(n8n, world, one)));
		const ends = await Promise.all(
			[...again, ...started]
				.flatMap((items) => items ?? [])
				.map(async (item) =>
					world.told(await n8n.execute(EXPORTING, desk.trigger.node, { items: [item] }), 'Export'),
				),
		);
		await keepUnqueued(world, desk);
		return ends.find((end) => end !== 'done') ?? 'done';
	},
	killed: (world) => {
		// Until an answer came, LinkedIn sends it again; afterwards n8n has the execution.
		const desk = deskOf(world);
		for (const one of onTheWay(world).values()) desk.arrivals.add(one, world.nowMs);
		onTheWay(world).clear();
	},
};

const underWay = new WeakMap<WorldView, Map<string, Notification>>();
function onTheWay(world: WorldView): Map<string, Notification> {
	const known = underWay.get(world) ?? new Map<string, Notification>();
	underWay.set(world, known);
	return known;
}

/** A call of LinkedIn's. @returns what an execution begins with */
async function receive(
	n8n: N8nView,
	world: WorldView,
	push: Notification,
): Promise<Items | undefined> {
	const desk = deskOf(world);
	onTheWay(world).set(push.id, push);
	const signed = signPush(world.sandbox.context.switches, push, CLIENT_SECRET);
	const { status, started } = await callTrigger(n8n, desk.trigger, signed);
	onTheWay(world).delete(push.id);
	// Not accepted: it comes again a minute later (LinkedIn reference §3.4).
	if (status < 200 || status > 299) desk.arrivals.add(push, world.nowMs + MINUTE_MS);
	else if (started) desk.inHand.set(push.id, started);
	else desk.ignored.add(push.id);
	return started;
}

const work: Operation = {
	name: 'Work Off the Queue',
	run: async (n8n, world) => {
		const end = world.told(await n8n.execute(EXPORTING, 'Every Minute'), 'Work Off the Queue');
		await keepUnqueued(world, deskOf(world));
		return end;
	},
};

/** What the queue knows of is its own. */
async function keepUnqueued(world: WorldView, desk: Desk): Promise<void> {
	const known = new Set((await rowsOf(world)).map(({ exportKey }) => exportKey));
	for (const id of desk.inHand.keys()) if (known.has(id)) desk.inHand.delete(id);
}

/** Workflow 05: what recruiters export becomes candidates on their jobs. */
export const exportWorkload: Workload = {
	name: 'export',
	title: 'Exports from Recruiter: the queue, and the candidates that come of it',
	size: { people: 40, jobs: 13 },
	steps: 14,
	everyMs: MINUTE_MS,
	operations: [pushed, work],
	patience: 60,
	settleEveryMs: 31 * MINUTE_MS,
	losable: ['rsc_sync', 'rsc_locks'],
	begin: async (world) => {
		const { sandbox, plan } = world;
		await connectNow(world);
		sandbox.context.switches.set('li§4.4 task delay ms', 0);
		// A candidate is found by the search some time after it was made.
		sandbox.context.switches.set('sr§5.2 search lag ms', 20_000);
		const policies = ['reuse', 'conflict', 'duplicate'];
		sandbox.context.switches.set(
			'sr§5.4 duplicate policy',
			policies[plan.seed % policies.length] ?? 'reuse',
		);
		await backfillFirst(world, { streams: ['jobs'], details: false, jobCheckDelay: 0.001 });
		sandbox.context.clock.advance(MINUTE_MS);
		sandbox.context.requests.reset();
		showJobs(sandbox);
	},
	variants: {
		[PRIVATE]: () => undefined,
		[IGNORES_SOURCE]: ({ sandbox }) => {
			sandbox.context.switches.set('sr§5.4 create ignores source', true);
		},
	},
	isForbiddenBefore: () => false,
	happen: async (world, step) => {
		if (step !== 1 && step !== 4) return;
		const { exports } = await world.control<{ exports: MadeExport[] }>('/exports/generate', {
			...(world.plan.variant === PRIVATE
				? { people: 1, from: MEMBER_KINDS.indexOf('private') }
				: { people: 2, plainOnly: true, from: world.plan.seed * 7 + step * 3 }),
			repeatPercent: 50,
			jobsEach: step === 1 ? 1 : 2,
		});
		for (const { requestId } of exports)
			deskOf(world).arrivals.add(
				{ id: requestId, type: EXPORT_EVENT, expiresAtMs: world.nowMs + DAY_MS },
				world.nowMs,
			);
	},
	verify: async (world) => {
		const findings = await atRest(world);
		const rows = await rowsOf(world);
		const desk = deskOf(world);
		if (desk.arrivals.left + desk.inHand.size > 0)
			findings.push({ promise: 'halfWay', what: 'pushes are on their way' });
		for (const { exportKey, state, payload } of rows) {
			if (state === 'waiting' || state === 'working')
				findings.push({ promise: 'halfWay', what: `${exportKey} is ${state}` });
			if (state === 'exported' && payload !== '')
				findings.push({ promise: 'leaked', what: `${exportKey} keeps its payload` });
		}
		// What goes to a person for another reason is an export that was not carried out.
		for (const { recordKey, code } of await world.store.read(PARKED, { kind: 'export' }))
			if (!FOR_PEOPLE.includes(code))
				findings.push({ promise: 'lost', what: `${recordKey} is set aside: ${code}` });
		// LinkedIn forgets a request after a day (LinkedIn reference §7): what comes later goes to a person.
		const isLate = ['lost', 'dayLate'].includes(world.plan.arrival);
		const reviewed = new Set(
			rows.filter(({ state }) => state === 'review').map(({ exportKey }) => exportKey),
		);
		const { exports } = await world.control<{ exports: MadeExport[] }>('/exports');
		const left = [
			...rows
				.filter(({ state }) => state === 'review')
				.map(({ person, jobId }) => `${person} ${jobId}`),
			...exports
				.filter(
					({ requestId }) => isLate && (reviewed.has(requestId) || desk.ignored.has(requestId)),
				)
				.map(({ personUrn, jobId }) => `${personUrn} ${jobId}`),
		];
		const seen = await world.control<Record<string, unknown>>('/compare/exports', { left });
		const list = (name: string): string[] => {
			const found = seen[name];
			return Array.isArray(found) ? found.map(String) : [];
		};
		for (const what of list('missing')) findings.push({ promise: 'lost', what });
		for (const what of list('doubled')) findings.push({ promise: 'doubled', what });
		for (const what of list('orphans'))
			findings.push({ promise: 'doubled', what: `${what} is an orphan` });
		for (const what of list('notLinked')) findings.push({ promise: 'lost', what: `link ${what}` });
		for (const what of list('notSynced')) findings.push({ promise: 'lost', what: `sync ${what}` });
		for (const what of list('wrongSource')) findings.push({ promise: 'wrong', what });
		if (Number(seen.leakedPlaceholders) > 0)
			findings.push({ promise: 'leaked', what: 'placeholder addresses' });
		return findings;
	},
};
