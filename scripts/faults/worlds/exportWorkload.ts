import type { MadeExport } from '../../../sandbox/linkedin/exports/ExportDesk';
import { exportCandidates } from '../../../src/operations/export/exportCandidates';
import type { ExportPush } from '../../../src/operations/export/pushesToQueue';
import { backfill } from '../../../src/operations/history/backfill';
import { EXPORTS } from '../../../src/state/tables';
import { EXPORT_OPTIONS, showJobs } from '../../support/exporting';
import { ORGANIZATION } from '../../support/historyRuntime';
import { backfillInput } from '../../support/runToEnd';
import { Arrivals } from './Arrivals';
import { atRest } from './atRest';
import { connectNow } from './connectNow';
import type { Operation, Workload } from './Workload';
import type { WorldView } from './WorldView';

const MINUTE_MS = 60_000;

interface Desk {
	arrivals: Arrivals<ExportPush>;
	/** What an execution has taken and not put into the queue yet. */
	inHand: ExportPush[];
}
const desks = new WeakMap<WorldView, Desk>();
function deskOf(world: WorldView): Desk {
	// A push that is lost is sent again by LinkedIn a day later (LinkedIn reference §3.4).
	const { arrival } = world.plan;
	const known = desks.get(world) ?? {
		arrivals: new Arrivals<ExportPush>({ arrival: arrival === 'lost' ? 'dayLate' : arrival }),
		inHand: [],
	};
	desks.set(world, known);
	return known;
}

const rowsOf = async ({ store }: WorldView) =>
	await store.read(EXPORTS, { organization: ORGANIZATION });

const work: Operation = {
	name: 'Export to SmartRecruiters',
	run: async (runtime, world) => {
		const desk = deskOf(world);
		desk.inHand.push(...desk.arrivals.take(world.nowMs));
		const pushes = [...desk.inHand];
		const run = await exportCandidates(runtime, {
			pushes,
			options: { ...EXPORT_OPTIONS, searchLagMs: 30_000 },
			timeLimitMs: 5 * MINUTE_MS,
		}).catch(async (error: unknown) => {
			await keepUnqueued(world, desk);
			throw error;
		});
		await keepUnqueued(world, desk);
		return run.busyUntilMs === undefined ? 'done' : 'busy';
	},
};

/** What came before the queue knew of it is handed over once more: by n8n, or by LinkedIn. */
async function keepUnqueued(world: WorldView, desk: Desk): Promise<void> {
	const known = new Set((await rowsOf(world)).map(({ exportKey }) => exportKey));
	desk.inHand = desk.inHand.filter(({ requestId }) => !known.has(requestId));
}

/** Workflow 05: what recruiters export becomes candidates on their jobs. */
export const exportWorkload: Workload = {
	name: 'export',
	title: 'Exports from Recruiter: the queue, and the candidates that come of it',
	size: { people: 40, jobs: 13 },
	steps: 14,
	everyMs: MINUTE_MS,
	operations: [work],
	patience: 60,
	settleEveryMs: 31 * MINUTE_MS,
	losable: ['rsc_sync', 'rsc_locks'],
	begin: async (world) => {
		const { sandbox, store, connection, plan } = world;
		await connectNow(world);
		sandbox.context.switches.set('li§4.4 task delay ms', 0);
		// A candidate is found by the search some time after it was made.
		sandbox.context.switches.set('sr§5.2 search lag ms', 20_000);
		const policies = ['reuse', 'conflict', 'duplicate'];
		sandbox.context.switches.set(
			'sr§5.4 duplicate policy',
			policies[plan.seed % policies.length] ?? 'reuse',
		);
		const runtime = { ...connection, store, owner: 'before' };
		const input = { candidates: false, applications: false, details: false, jobCheckDelayMs: 1 };
		for (let run = 0; run < 20; run += 1) {
			const { report } = await backfill(runtime, backfillInput(input));
			if (report.state === 'done') break;
			sandbox.context.clock.advance(MINUTE_MS);
		}
		sandbox.context.clock.advance(MINUTE_MS);
		sandbox.context.requests.reset();
		showJobs(sandbox);
	},
	isForbiddenBefore: () => false,
	happen: async (world, step) => {
		if (step !== 1 && step !== 4) return;
		const { exports } = await world.control<{ exports: MadeExport[] }>('/exports/generate', {
			people: 2,
			repeatPercent: 50,
			jobsEach: step === 1 ? 1 : 2,
			plainOnly: true,
			from: world.plan.seed * 7 + step * 3,
		});
		for (const { requestId } of exports)
			deskOf(world).arrivals.add(
				{ requestId, data: null, receivedAtMs: world.hostNow() },
				world.nowMs,
			);
	},
	verify: async (world) => {
		const findings = await atRest(world);
		const rows = await rowsOf(world);
		const desk = deskOf(world);
		if (desk.arrivals.left + desk.inHand.length > 0)
			findings.push({ promise: 'halfWay', what: 'pushes are on their way' });
		for (const { exportKey, state, payload } of rows) {
			if (state === 'waiting' || state === 'working')
				findings.push({ promise: 'halfWay', what: `${exportKey} is ${state}` });
			if (state === 'exported' && payload !== '')
				findings.push({ promise: 'leaked', what: `${exportKey} keeps its payload` });
		}
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
				.filter(({ requestId }) => isLate && reviewed.has(requestId))
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
