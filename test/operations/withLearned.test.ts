import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { setConnected } from '../../sandbox/linkedin/registerLinkedIn';
import type { Learned } from '../../src/linkedin/Learned';
import { withLearned } from '../../src/operations/withLearned';
import { SentLedger } from '../../src/state/SentLedger';
import { CONTRACTS, SYNC } from '../../src/state/tables';
import { DAY_MS } from '../../src/basics/durations';
import {
	historyRuntime,
	ORGANIZATION,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';

let sandbox: Sandbox;
let runtime: TestRuntime;
beforeAll(async () => {
	sandbox = await createSandbox({ people: 20, limits: 'off' });
});
beforeEach(async () => {
	sandbox.context.switches.reset();
	runtime = await historyRuntime(sandbox);
});
afterAll(async () => {
	await sandbox.close();
});

/** Requests of one backfill from nothing to LinkedIn's stages: of the versioned resource, and of the other one. */
async function stageCalls(): Promise<{ batched: number; single: number }> {
	sandbox.store.reset();
	setConnected(sandbox.room, true);
	await runtime.store.remove(SYNC, {});
	await new SentLedger(runtime, ORGANIZATION).clear();
	sandbox.context.requests.reset();
	await runToEnd(sandbox, runtime, { startAgain: true });
	const { routes } = sandbox.context.requests.summary();
	const calls = (part: RegExp): number =>
		Object.entries(routes)
			.filter(([route]) => part.test(route))
			.reduce((sum, [, { requests }]) => sum + requests, 0);
	return { batched: calls(/applicationStage/), single: calls(/\/stages/) };
}

const facts = async (change: Partial<typeof runtime.linkedIn.settings> = {}): Promise<Learned> =>
	await withLearned(
		{
			...runtime,
			linkedIn: { ...runtime.linkedIn, settings: { ...runtime.linkedIn.settings, ...change } },
		},
		async ({ linkedIn }) => await Promise.resolve({ ...linkedIn.settings.learned }),
	);
const learn = async (learned: Learned): Promise<void> => {
	await withLearned(runtime, async ({ linkedIn }) => {
		await Promise.resolve(Object.assign(linkedIn.settings.learned ?? {}, learned));
	});
};

describe('what a run finds out about LinkedIn', () => {
	it('saves the next one the trial', async () => {
		sandbox.context.switches.set('li§15.3 versioned stages exist', false);
		const first = await stageCalls();
		const second = await stageCalls();
		expect(first.batched).toBeGreaterThan(0);
		// The trial sends one stage of its own in each form.
		expect(second).toEqual({ batched: 0, single: first.single - 1 });
		expect(await facts()).toEqual({ batchableStages: false });
	});

	it('is tried again after 30 days, and with another version of the API', async () => {
		await learn({ batchableStages: false });
		expect(await facts({ version: '202704' })).toEqual({});
		sandbox.context.clock.advance(29 * DAY_MS);
		expect(await facts()).toEqual({ batchableStages: false });
		sandbox.context.clock.advance(2 * DAY_MS);
		expect(await facts()).toEqual({});
	});

	it('is kept also of a run that fails', async () => {
		const failing = withLearned(runtime, async ({ linkedIn }) => {
			Object.assign(linkedIn.settings.learned ?? {}, { exportedCandidates: 'v2' });
			return await Promise.reject(new Error('failed'));
		});
		await expect(failing).rejects.toThrow('failed');
		expect(await facts()).toEqual({ exportedCandidates: 'v2' });
	});

	it('names the row when it is damaged', async () => {
		await runtime.store.update(CONTRACTS, { contract: ORGANIZATION }, { learned: '{' });
		await expect(facts()).rejects.toThrow(/rsc_contracts cannot be read: "learned"/);
	});
});
