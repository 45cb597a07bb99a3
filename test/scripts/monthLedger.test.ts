import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { companyEntries, type Sides } from '../../scripts/month/companyEntries';
import { applyEvent, makeEvents } from '../../scripts/month/events';
import { type Judged, Ledger } from '../../scripts/month/Ledger';
import { Resurrections } from '../../scripts/month/Resurrections';
import { reconcile } from '../../src/operations/history/reconcile';
import { PARKED } from '../../src/state/tables';
import {
	historyRuntime,
	ORGANIZATION,
	PROFILE_URL,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import { syncToEnd } from '../../scripts/support/syncToEnd';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 10, 2, 6);
const SIZE = { seed: 5, people: 60, jobs: 14, users: 12 };

let sandbox: Sandbox;
let runtime: TestRuntime;
let sides: Sides;
let ledger: Ledger;
let resurrections: Resurrections;

/** A company that has changed for two days, and has been looked at once since. */
beforeAll(async () => {
	sandbox = await createSandbox({ ...SIZE, startAtMs: START_MS, limits: 'off' });
	runtime = await historyRuntime(sandbox, { requestsPerSecond: 1_000 });
	await runToEnd(sandbox, runtime);
	sides = { company: sandbox.context.company, held: sandbox.store.of(ORGANIZATION) };
	ledger = new Ledger();
	resurrections = new Resurrections(sides);
	resurrections.look();
	const events = makeEvents({
		...{ ...SIZE, baseMs: Date.UTC(2026, 9, 1), fromMs: sandbox.context.clock.now() },
		...{ days: 2, actionsPerDay: 60, weights: { deleteApplication: 6, merge: 6 } },
	});
	for (const event of events) {
		sandbox.context.clock.set(Math.max(event.atMs, sandbox.context.clock.now()));
		applyEvent(sides.company, event);
		ledger.add(...companyEntries(sides, event));
	}
	sandbox.context.clock.advance(HOUR_MS);
	await syncToEnd(sandbox, runtime);
	await compareByNight();
});
afterAll(async () => {
	await sandbox.close();
});

async function compareByNight(): Promise<void> {
	for (let run = 0; run < 20; run += 1) {
		const { report } = await reconcile(runtime, {
			...{ profileUrl: PROFILE_URL, timeLimitMs: 300_000, repairs: true },
			...{ samplePercent: 100, leftoverDays: 2, compareEveryMs: 0, atOnce: true },
		});
		sandbox.context.clock.advance(HOUR_MS);
		if (report.state === 'done') return;
	}
	throw new Error('The comparison does not end');
}

async function judged(): Promise<Judged[]> {
	ledger.look(sandbox.context.clock.now());
	resurrections.look();
	const rows = await runtime.store.read(PARKED, { organization: ORGANIZATION });
	return ledger.judge(new Map(rows.map(({ recordKey, code }) => [recordKey, code])));
}
const of = (all: readonly Judged[], verdict: Judged['verdict']) =>
	all.filter((one) => one.verdict === verdict);

describe('the ledger of a month', () => {
	it('finds every event of a company at LinkedIn once, set aside or rightly not there', async () => {
		const all = await judged();
		expect(of(all, 'once').length).toBeGreaterThan(60);
		expect(new Set(of(all, 'once').map(({ kind }) => kind)).size).toBeGreaterThan(10);
		expect([...of(all, 'lost'), ...of(all, 'doubled')]).toEqual([]);
		expect([...resurrections.found]).toEqual([]);
	});

	it('notices a stage that is missing, one that is there twice, and whoever comes back', async () => {
		await judged();
		const [first, second] = [...sides.held.applications.values()].filter(({ stages }) =>
			[...stages.values()].some(({ atsCreatedAt }) => atsCreatedAt > START_MS),
		);
		first?.stages.clear();
		for (const [id, stage] of [...(second?.stages ?? [])]) second?.stages.set(`${id} again`, stage);
		const all = await judged();
		expect(of(all, 'lost').length).toBeGreaterThan(0);
		expect(of(all, 'doubled').length).toBeGreaterThan(0);
		const [gone] = of(all, 'once').filter(({ kind }) => kind === 'deletePerson');
		const [somebody] = [...sides.held.candidates.values()];
		if (!gone || !somebody) throw new Error('Nobody was deleted');
		sides.held.candidates.set(gone.key.replace('candidate:', ''), somebody);
		expect(of(await judged(), 'lost').map(({ key }) => key)).toContain(gone.key);
		expect([...resurrections.found]).toEqual([gone.key.replace('candidate:', '')]);
	});
});
