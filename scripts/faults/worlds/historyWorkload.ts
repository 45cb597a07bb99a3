import { compare } from '../../../sandbox/compare/compare';
import { settleTasks } from '../../../sandbox/linkedin/jobRoutes';
import type { EventDraft } from '../../../sandbox/live/eventsOf';
import { planLife } from '../../../sandbox/live/planLife';
import { FaultSchema } from '../../../sandbox/core/FaultBoard';
import { RECORDS_PER_MINUTE } from '../../../sandbox/linkedin/guard';
import { CONTRACTS } from '../../../src/state/tables';
import { ORGANIZATION, PROFILE_URL } from '../../support/historyRuntime';
import { shippedWorkflow } from '../shipped/shippedWorkflows';
import { callTrigger, publish, type ShippedTrigger } from '../shipped/triggers';
import { atRest } from './atRest';
import { Arrivals } from './Arrivals';
import { connectNow } from './connectNow';
import type { Operation, Workload } from './Workload';
import type { N8nView, WorldView } from './WorldView';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Before, nothing may be sent. */
const CONNECTED_AT = 2;
/** The first steps belong to the backfill. */
const LIFE_FROM = 6;

const NO_TRAIL = 'SmartRecruiters does not show its trail';
const LITTLE_ROOM = 'LinkedIn takes four hundred records a minute';
/** With room for a batch of a hundred from each of two processes. */
const FEW_RECORDS = 400;
const NO_CONTRACT = CONTRACTS.schema.parse({ organization: ORGANIZATION, contract: ORGANIZATION });
const ACKNOWLEDGED = { acknowledgedBy: 'Sam Admin', acknowledgedAt: '2026-11-01T00:00:00.000Z' };

interface EmittedEvent {
	eventId: string;
	event: EventDraft;
}
interface HistoryLife {
	arrivals: Arrivals<EmittedEvent>;
	trigger: ShippedTrigger;
	/** Candidates that LinkedIn has deleted after SmartRecruiters had. */
	gone: Set<string>;
	resurrected: Set<string>;
}
const lives = new WeakMap<WorldView, HistoryLife>();
function lifeOf(world: WorldView): HistoryLife {
	const known = lives.get(world);
	if (known) return known;
	const life = {
		arrivals: new Arrivals<EmittedEvent>(world.plan),
		trigger: { shipped: shippedWorkflow('06'), node: 'SmartRecruiters Changes', staticData: {} },
		gone: new Set<string>(),
		resurrected: new Set<string>(),
	};
	lives.set(world, life);
	return life;
}

const held = ({ sandbox }: WorldView) => sandbox.store.of(ORGANIZATION);

const everyNth =
	(nth: number) =>
	({ step }: WorldView): boolean =>
		step % nth === 0;

const BACKFILL = shippedWorkflow('03');
const CHANGES = shippedWorkflow('06');
/** Where Recruiter finds candidates, as the comparison expects it; and a sample of everybody. */
const options = { profileUrl: PROFILE_URL };
const backfilling: Operation = {
	name: 'Backfill, Try Parked Again',
	run: async (n8n, world) =>
		world.told(
			await n8n.execute(BACKFILL, 'Every Minute', { changes: { Backfill: { options } } }),
			'Backfill',
			'Try Parked Again',
		),
};
export const changes: Operation = {
	name: 'Sync Changes',
	isDue: everyNth(5),
	run: async (n8n, world) =>
		world.told(
			await n8n.execute(CHANGES, 'Every Hour', { changes: { 'Sync Changes': { options } } }),
			'Sync Changes',
		),
};
export const events: Operation = {
	name: 'Sync Records',
	isDue: (world) => lifeOf(world).arrivals.due(world.nowMs).length > 0,
	run: async (n8n, world) => {
		// An execution that fails, or is killed, takes its items with it.
		const due = lifeOf(world).arrivals.take(world.nowMs);
		const ends = await Promise.all(due.map(async (event) => await receive(n8n, world, event)));
		return ends.includes('failed') ? 'failed' : 'done';
	},
};
const nightly: Operation = {
	name: 'Reconcile',
	isDue: everyNth(12),
	run: async (n8n, world) =>
		world.told(
			await n8n.execute(CHANGES, 'Every Minute at Night', {
				changes: { Reconcile: { options: { ...options, samplePercent: 100, compareEvery: 0 } } },
			}),
			'Reconcile',
		),
};

/** A webhook of SmartRecruiters, and the execution that it starts: n8n has each beside the others. */
async function receive(n8n: N8nView, world: WorldView, event: EmittedEvent): Promise<string> {
	const { hub } = world.sandbox.context.live;
	const [subscription] = hub.subscriptions.values();
	if (!subscription) return 'done';
	const headers = hub.headersFor(subscription, event, world.nowMs);
	const body = JSON.stringify(event.event.body);
	const { trigger } = lifeOf(world);
	const { status, started } = await callTrigger(n8n, trigger, { headers, body });
	// SmartRecruiters sends it again a minute later (reference §10.3).
	if (status !== 202) lifeOf(world).arrivals.add(event, world.nowMs + MINUTE_MS);
	if (!started) return 'done';
	const changed = { 'Sync Records': { options } };
	const execution = await n8n.execute(CHANGES, trigger.node, { items: started, changes: changed });
	return world.told(execution, 'Sync Records');
}
const always = ({ isDue: _isDue, ...operation }: Operation): Operation => operation;

/** Workflow 06 is published: SmartRecruiters' webhooks reach its trigger. */
export async function listen(world: WorldView): Promise<void> {
	const life = lifeOf(world);
	const { hub } = world.sandbox.context.live;
	hub.call = async (_address, init) => {
		const headers = Object.fromEntries(new Headers(init?.headers));
		const called = await callTrigger(world.processOf(0), life.trigger, { headers, body: '' });
		return new Response(null, { status: called.status, headers: called.headers });
	};
	await publish(world.processOf(0), life.trigger);
	let emitted = 0;
	hub.emit = (event, atMs) => {
		emitted += 1;
		life.arrivals.add({ eventId: `event-${emitted}`, event }, atMs);
	};
}

/** Workflows 03 and 06: what a company has, and what it does then. */
export const historyWorkload: Workload = {
	name: 'history',
	title: 'Jobs, candidates and applications: Backfill, Sync Records, Sync Changes, Reconcile',
	size: { people: 10, jobs: 8 },
	steps: 24,
	everyMs: MINUTE_MS,
	operations: [backfilling, events, changes, nightly],
	settling: [backfilling, events, always(changes), always(nightly)],
	patience: 40,
	settleEveryMs: 61 * MINUTE_MS,
	variants: {
		'acknowledged before a contract is connected': async ({ store }) => {
			await store.put(CONTRACTS, [{ ...NO_CONTRACT, ...ACKNOWLEDGED, state: 'acknowledged' }]);
		},
	},
	losable: ['rsc_sync', 'rsc_locks', 'rsc_parked', 'rsc_people'],
	begin: async (world) => {
		const { context } = world.sandbox;
		await listen(world);
		context.live.plan(
			planLife({
				fromMs: world.nowMs + LIFE_FROM * MINUTE_MS,
				days: (12 * MINUTE_MS) / DAY_MS,
				actionsPerDay: (12 * DAY_MS) / (12 * MINUTE_MS),
				seed: world.plan.seed,
				weights: {
					...{ review: 0, dropReview: 0, deletePerson: 14, merge: 8 },
					// Nothing else than the trail tells of these.
					...(world.plan.variant === NO_TRAIL && { merge: 0, deleteApplication: 0 }),
				},
			}),
		);
	},
	isForbiddenBefore: (at) => !at.includes('/subscriptions'),
	happen: async (world, step) => {
		if (step === CONNECTED_AT) await connectNow(world);
		world.sandbox.context.live.catchUp();
	},
	shift: ({ sandbox, nowMs }, at) => {
		if (!at.startsWith('http SmartRecruiters GET /candidates')) return;
		const { company } = sandbox.context;
		const [first] = [...company.candidates()];
		if (first) company.putCandidate({ ...first, updatedOn: nowMs });
	},
	watch: (world) => {
		const { gone, resurrected } = lifeOf(world);
		const { candidates } = held(world);
		const { company } = world.sandbox.context;
		for (const id of gone) if (candidates.has(id)) resurrected.add(id);
		for (const id of seenAt(world)) {
			if (!candidates.has(id) && !company.candidateById(id)) gone.add(id);
		}
		for (const id of candidates.keys()) seenAt(world).add(id);
	},
	verify: async (world) => {
		const findings = await atRest(world);
		// Nobody may have asked LinkedIn for a job since it was accepted.
		settleTasks(world.sandbox.room, held(world));
		const { streams, agree } = compare(world.sandbox.context.company, held(world), 'deep');
		const resurrected = [...lifeOf(world).resurrected];
		for (const [name, stream] of Object.entries(streams)) {
			if (stream.agree) continue;
			const { missing, extra, different } = stream;
			for (const id of missing) findings.push({ promise: 'lost', what: `${name} ${id}` });
			for (const id of extra) findings.push({ promise: 'wrong', what: `${name} ${id} is extra` });
			for (const { id, fields } of different)
				findings.push({ promise: 'lost', what: `${name} ${id}: ${fields.join(', ')}` });
		}
		if (!agree && findings.length === 0)
			findings.push({ promise: 'lost', what: 'both sides do not agree' });
		for (const id of resurrected) findings.push({ promise: 'resurrected', what: id });
		return findings;
	},
};

const seen = new WeakMap<WorldView, Set<string>>();
function seenAt(world: WorldView): Set<string> {
	const known = seen.get(world) ?? new Set<string>();
	seen.set(world, known);
	return known;
}

/** The same without the net below it: what Reconcile would mend at night has to be right before. */
export const changesWorkload: Workload = {
	...historyWorkload,
	name: 'changes',
	title: 'The same without Reconcile',
	operations: [backfilling, events, changes],
	settling: [backfilling, events, always(changes)],
	// The next look is at once: what is not sent by then was missed.
	patience: 8,
	variants: {
		'a contract is connected, and the acknowledgement was taken back': async ({ store }) => {
			await store.put(CONTRACTS, [
				{ ...NO_CONTRACT, ...ACKNOWLEDGED, state: 'disconnected' },
				{ ...NO_CONTRACT, contract: 'urn:li:contract:2001', state: 'connected' },
			]);
		},
		[LITTLE_ROOM]: ({ sandbox }) => {
			sandbox.context.switches.set(RECORDS_PER_MINUTE, FEW_RECORDS);
		},
		[NO_TRAIL]: ({ sandbox }) => {
			const refused = { vendor: 'smartrecruiters', path: '/audit-api', status: 403 } as const;
			sandbox.context.faults.add([
				FaultSchema.parse({ ...refused, kind: 'status', times: 10_000 }),
			]);
		},
	},
	// More than goes in a minute.
	sizes: { [LITTLE_ROOM]: { people: 120, jobs: 8 } },
	losable: ['rsc_locks'],
	begin: async (world) => {
		// Else only Reconcile learns of a deleted application.
		world.sandbox.context.switches.set('sr§12.2 application deletions name the pair', true);
		await historyWorkload.begin(world);
	},
};
