import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Runtime } from '../../src/operations/Runtime';
import { deleteRecords } from '../../src/operations/history/deleteRecords';
import { reconcile } from '../../src/operations/history/reconcile';
import { removeEverything } from '../../src/operations/history/removeEverything';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { syncRecords } from '../../src/operations/history/syncRecords';
import { tryParkedAgain } from '../../src/operations/history/tryParkedAgain';
import { ParkedRecords } from '../../src/state/ParkedRecords';
import { LOCKS } from '../../src/state/tables';
import {
	historyRuntime,
	ORGANIZATION,
	PROFILE_URL,
	type TestRuntime,
} from '../../scripts/support/historyRuntime';
import { Mortal } from '../../scripts/support/Mortal';
import { runToEnd } from '../../scripts/support/runToEnd';
import { unknownToLedger } from '../support/unknownToLedger';
import { stateOf } from '../support/stateOf';

const LIMITS = { profileUrl: PROFILE_URL, timeLimitMs: 300_000 };
const NOTHING = { event: '', candidateId: '', applicationId: '', jobId: '', reviewId: '' };

interface Scene {
	sandbox: Sandbox;
	runtime: TestRuntime;
	/** Three of those whom LinkedIn holds. */
	ids: [string, string, string];
}

/** Each operation with something to do: until it says that it is done. */
const OPERATIONS: Record<string, (runtime: Runtime, scene: Scene) => Promise<{ state: string }>> = {
	'Sync Changes': async (runtime) =>
		(
			await syncChanges(runtime, {
				...LIMITS,
				chunkRecords: 20,
				jobCheckDelayMs: 1,
				atOnce: true,
			})
		).report,
	Reconcile: async (runtime) =>
		(
			await reconcile(runtime, {
				...LIMITS,
				samplePercent: 0,
				repairs: true,
				leftoverDays: 1,
				compareEveryMs: 0,
				atOnce: true,
			})
		).report,
	Sync: async (runtime, { ids: [one, gone], sandbox }) =>
		(
			await syncRecords(runtime, {
				...LIMITS,
				items: [
					{ ...NOTHING, candidateId: one, event: 'candidate.updated' },
					{
						...NOTHING,
						candidateId: gone,
						event: 'candidate.deleted',
						sentAtMs: sandbox.context.clock.now(),
					},
				],
			})
		).report,
	'Try Parked Again': async (runtime) => (await tryParkedAgain(runtime, LIMITS)).report,
	Delete: async (runtime, { ids: [, , third] }) => {
		await deleteRecords(runtime, { kind: 'candidate', ids: [third], timeLimitMs: 60_000 });
		return { state: 'done' };
	},
	'Remove Everything': async (runtime) =>
		(await removeEverything(runtime, { confirm: '1000', timeLimitMs: 300_000, jobCheckDelayMs: 1 }))
			.report,
};

/** Without, nobody has to wait for the others. */
const askAgain = async ({ store }: TestRuntime): Promise<number> =>
	await new ParkedRecords(store, ORGANIZATION, ['candidate', 'application']).askAgain(1);

async function open(): Promise<Scene> {
	const sandbox = await createSandbox({
		people: 40,
		jobs: 8,
		limits: 'off',
		startAtMs: Date.UTC(2026, 10, 2),
	});
	sandbox.context.switches.set('li§4.4 task delay ms', 0);
	const runtime = await historyRuntime(sandbox, { requestsPerSecond: 1000 });
	await runToEnd(sandbox, runtime, { jobCheckDelayMs: 1 });
	sandbox.context.clock.advance(3_600_000);
	const { company } = sandbox.context;
	const updatedOn = Date.UTC(2026, 10, 2, 0, 59);
	const [one = '', gone = '', third = ''] = sandbox.store.of(ORGANIZATION).candidates.keys();
	const changed = company.candidateById(one);
	if (changed) company.putCandidate({ ...changed, phoneNumber: '+1 555 0155', updatedOn });
	company.deleteCandidate(gone);
	await askAgain(runtime);
	return { sandbox, runtime, ids: [one, gone, third] };
}

async function toEnd(scene: Scene, name: string, runtime: Runtime): Promise<void> {
	for (let run = 0; run < 30; run += 1) {
		const result = await OPERATIONS[name]?.(runtime, scene);
		if (result?.state === 'done') return;
		scene.sandbox.context.clock.advance(1_000);
	}
	throw new Error('Never done');
}

/**
 * What LinkedIn holds and what is stored. Of a deletion that was killed between LinkedIn's answer and the ledger, the
 * repetition hears "404": how it was proven may differ, and applications that were gone by then are not told.
 */
function outcome({ sandbox, runtime }: Scene): unknown {
	const held = sandbox.store.of(ORGANIZATION);
	runtime.store.edit('rsc_deletions', (rows) => {
		for (const row of rows) Object.assign(row, { proof: '', found: true });
	});
	const state = JSON.parse(JSON.stringify(stateOf(runtime))) as Record<string, string[]>;
	return {
		candidates: [...held.candidates].map(([id, { fields }]) => [id, fields]).sort(),
		applications: [...held.applications.keys()].sort(),
		open: [...held.jobs].filter(([, { listing }]) => listing === 'LISTED').map(([id]) => id),
		parked: state.rsc_parked,
		people: state.rsc_people,
		deletions: state.rsc_deletions?.filter((row) => !row.includes('"application"')),
	};
}

describe.each(Object.keys(OPERATIONS))('%s, killed', (name) => {
	it('after any of its writes, ends as if it had not been', async () => {
		const calm = await open();
		const whole = new Mortal();
		await toEnd(calm, name, whole.runtime(calm.runtime));
		const expected = outcome(calm);
		await calm.sandbox.close();
		expect(whole.steps).toBeGreaterThan(2);

		const kills = [1, 2, 3, 5, 8, 13, 21].filter((at) => at < whole.steps);
		for (const killAt of [...kills, whole.steps]) {
			const scene = await open();
			const mortal = new Mortal(killAt);
			await Promise.race([toEnd(scene, name, mortal.runtime(scene.runtime)), mortal.death]);
			expect({ killAt, unknown: await unknownToLedger(scene.sandbox, scene.runtime) }).toEqual({
				killAt,
				unknown: [],
			});
			// The lock of a killed run ends by itself.
			scene.sandbox.context.clock.advance(61_000);
			await toEnd(scene, name, { ...scene.runtime, owner: `after ${killAt}` });
			expect({ killAt, ...Object(outcome(scene)) }).toEqual({ killAt, ...Object(expected) });
			await scene.sandbox.close();
		}
	}, 300_000);
});

describe('two at once', () => {
	it.each(['Sync Changes', 'Reconcile', 'Try Parked Again'])(
		'%s: one works, the other says busy',
		async (name) => {
			const scene = await open();
			const states = await Promise.all(
				['a', 'b'].map(
					async (owner) =>
						(await OPERATIONS[name]?.({ ...scene.runtime, owner }, scene))?.state ?? '',
				),
			);
			expect(states.filter((state) => state === 'busy')).toHaveLength(1);
			await scene.sandbox.close();
		},
	);

	it.each(['Sync Changes', 'Reconcile', 'Try Parked Again'])(
		'%s: one that a person starts waits up to ten seconds for the other',
		async (name) => {
			const scene = await open();
			const { store, effects } = scene.runtime;
			const runBy = async (owner: string) =>
				await OPERATIONS[name]?.({ ...scene.runtime, owner, patienceMs: 10_000 }, scene);
			await runBy('before');
			await askAgain(scene.runtime);
			const beganAtMs = effects.now();
			await store.update(LOCKS, {}, { owner: 'another', untilMs: beganAtMs + 60_000 });
			expect(await runBy('by hand')).toMatchObject({ state: 'busy' });
			expect(effects.now() - beganAtMs).toBeGreaterThanOrEqual(10_000);
			expect(effects.now() - beganAtMs).toBeLessThan(12_000);
			await store.update(LOCKS, {}, { owner: 'another', untilMs: effects.now() + 5_000 });
			expect((await runBy('by hand'))?.state).not.toBe('busy');
			await scene.sandbox.close();
		},
	);
});
