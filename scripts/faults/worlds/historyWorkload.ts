import { compare } from '../../../sandbox/compare/compare';
import type { EventDraft } from '../../../sandbox/live/eventsOf';
import { planLife } from '../../../sandbox/live/planLife';
import { backfill } from '../../../src/operations/history/backfill';
import { reconcile } from '../../../src/operations/history/reconcile';
import type { RecordItem } from '../../../src/operations/history/RecordNames';
import { syncChanges } from '../../../src/operations/history/syncChanges';
import { syncRecords } from '../../../src/operations/history/syncRecords';
import { ORGANIZATION, PROFILE_URL } from '../../support/historyRuntime';
import { backfillInput } from '../../support/runToEnd';
import { atRest } from './atRest';
import { Arrivals } from './Arrivals';
import { connectNow } from './connectNow';
import type { Operation, Workload } from './Workload';
import type { WorldView } from './WorldView';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Before, nothing may be sent. */
const CONNECTED_AT = 2;
/** The first steps belong to the backfill. */
const LIFE_FROM = 6;
const LIMITS = { profileUrl: PROFILE_URL, timeLimitMs: 5 * MINUTE_MS };

interface HistoryLife {
	arrivals: Arrivals<RecordItem>;
	/** Candidates that LinkedIn has deleted after SmartRecruiters had. */
	gone: Set<string>;
	resurrected: Set<string>;
}
const lives = new WeakMap<WorldView, HistoryLife>();
function lifeOf(world: WorldView): HistoryLife {
	const known = lives.get(world);
	if (known) return known;
	const life = {
		arrivals: new Arrivals<RecordItem>(world.plan),
		gone: new Set<string>(),
		resurrected: new Set<string>(),
	};
	lives.set(world, life);
	return life;
}

const held = ({ sandbox }: WorldView) => sandbox.store.of(ORGANIZATION);

function toItem({ name, body }: EventDraft, sentAtMs: number): RecordItem {
	const [subject = ''] = name.split('.');
	const own = (one: string): string => body[`${one}Id`] ?? (subject === one ? (body.id ?? '') : '');
	return {
		event: name,
		candidateId: own('candidate'),
		applicationId: own('application'),
		jobId: own('job'),
		reviewId: own('review'),
		sentAtMs,
	};
}

const everyNth =
	(nth: number) =>
	({ step }: WorldView): boolean =>
		step % nth === 0;

const backfilling: Operation = {
	name: 'Backfill',
	run: async (runtime) => (await backfill(runtime, backfillInput())).report.state,
};
const changes: Operation = {
	name: 'Sync Changes',
	isDue: everyNth(5),
	run: async (runtime) =>
		(
			await syncChanges(runtime, {
				...LIMITS,
				chunkRecords: 1_000,
				jobCheckDelayMs: 5 * MINUTE_MS,
				atOnce: false,
			})
		).report.state,
};
const events: Operation = {
	name: 'Sync',
	isDue: (world) => lifeOf(world).arrivals.due(world.nowMs).length > 0,
	run: async (runtime, world) => {
		// An execution that fails, or is killed, takes its items with it.
		const items = lifeOf(world).arrivals.take(world.nowMs);
		if (items.length === 0) return 'done';
		return (await syncRecords(runtime, { ...LIMITS, items })).report.state;
	},
};
const nightly: Operation = {
	name: 'Reconcile',
	isDue: everyNth(12),
	run: async (runtime) =>
		(
			await reconcile(runtime, {
				...LIMITS,
				samplePercent: 100,
				repairs: true,
				leftoverDays: 2,
				atOnce: false,
			})
		).report.state,
};
const always = ({ isDue: _isDue, ...operation }: Operation): Operation => operation;

/** Workflows 03 and 06: what a company has, and what it does then. */
export const historyWorkload: Workload = {
	name: 'history',
	title: 'Jobs, candidates and applications: Backfill, Sync, Sync Changes, Reconcile',
	size: { people: 10, jobs: 8 },
	steps: 24,
	everyMs: MINUTE_MS,
	operations: [backfilling, events, changes, nightly],
	settling: [backfilling, events, always(changes), always(nightly)],
	patience: 40,
	settleEveryMs: 61 * MINUTE_MS,
	losable: ['rsc_sync', 'rsc_locks', 'rsc_parked', 'rsc_people'],
	begin: async (world) => {
		const { context } = world.sandbox;
		const life = lifeOf(world);
		context.live.hub.emit = (event, atMs) => {
			life.arrivals.add(toItem(event, atMs), atMs);
		};
		context.live.plan(
			planLife({
				fromMs: world.nowMs + LIFE_FROM * MINUTE_MS,
				days: (12 * MINUTE_MS) / DAY_MS,
				actionsPerDay: (12 * DAY_MS) / (12 * MINUTE_MS),
				seed: world.plan.seed,
				weights: { review: 0, dropReview: 0, deletePerson: 14, merge: 8 },
			}),
		);
	},
	isForbiddenBefore: () => true,
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
	losable: ['rsc_locks'],
};
