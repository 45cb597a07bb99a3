import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { setSharingRules } from '../../src/operations/contract/setSharingRules';
import type { Rejection } from '../../src/mapping/Rejection';
import { type WouldGo, whatWouldGo } from '../../src/operations/history/whatWouldGo';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { historyRuntime } from '../../scripts/support/historyRuntime';
import { runToEnd } from '../../scripts/support/runToEnd';
import { nonEmpty } from '../support/nonEmpty';
import { contractRuntime } from '../support/contractRuntime';

let sandbox: Sandbox;
afterEach(async () => {
	await sandbox.close();
});

async function open(people = 250): Promise<void> {
	sandbox = await createSandbox({ people, limits: 'off' });
}

async function look(
	store = new MemoryStore(),
	{ goOnFrom = '', timeLimitMs = 300_000 } = {},
): Promise<WouldGo> {
	const { runtime } = contractRuntime(sandbox, store);
	return await whatWouldGo(runtime, { timeLimitMs, goOnFrom });
}

const countOf = ({ counts }: WouldGo, kind: string) => counts.find((one) => one.kind === kind);
const refusedOf = ({ refusals }: WouldGo, kind: string): number =>
	refusals.filter((one) => one.kind === kind).reduce((sum, { records }) => sum + records, 0);

function uniqueBy(all: readonly Rejection[]): Rejection[] {
	return [...new Map(all.map((one) => [`${one.recordId} ${one.code}`, one])).values()];
}

describe('what would go', () => {
	it('needs no acknowledgement, asks LinkedIn nothing, and stores nothing', async () => {
		await open();
		const store = new MemoryStore();
		const writes: string[] = [];
		store.before = ({ kind, table }) => {
			if (kind !== 'read') writes.push(table);
		};
		const found = await look(store);
		expect(found).toMatchObject({ state: 'done', goOnFrom: '', waitingFor: '' });
		expect(writes).toEqual([]);
		const { linkedin, routes } = sandbox.context.requests.summary();
		expect(linkedin.requests).toBe(0);
		const calls = Object.keys(routes).filter((route) => !/token$/i.test(route));
		expect(calls.filter((route) => !/^smartrecruiters GET /.test(route))).toEqual([]);
	});

	it('tells what the backfill then does', async () => {
		await open();
		const found = await look();
		const run = await runToEnd(sandbox, await historyRuntime(sandbox));
		const held = sandbox.store.of('urn:li:organization:1000');
		expect(countOf(found, 'candidate')?.wouldGo).toBe(held.candidates.size);
		expect(countOf(found, 'job')?.wouldGo).toBe(
			run.last.streams.find(({ stream }) => stream === 'jobs')?.done,
		);
		for (const kind of ['candidate', 'job'] as const) {
			// The deep pass of a real run meets the same records once more.
			const really = uniqueBy(run.rejections.filter((one) => one.kind === kind));
			expect(refusedOf(found, kind)).toBe(really.length);
			expect(countOf(found, kind)?.refused).toBe(really.length);
			const refusals = nonEmpty(found.refusals.filter((one) => one.kind === kind));
			for (const { code, records, examples, reason } of refusals) {
				const same = really.filter((one) => one.code === code).map(({ recordId }) => recordId);
				expect(records).toBe(same.length);
				expect(examples).toHaveLength(Math.min(3, same.length));
				expect(same).toEqual(expect.arrayContaining(examples));
				expect(reason).not.toBe('');
			}
		}
		expect(found.refusals.length).toBeGreaterThan(1);
	});

	it('goes on where the time was over, and comes to the same', async () => {
		await open(450);
		const whole = await look();
		let part = await look(new MemoryStore(), { timeLimitMs: 1 });
		expect(part.state).toBe('running');
		expect(part.sendingSeconds).toBeGreaterThan(0);
		let parts = 1;
		while (part.goOnFrom !== '') {
			part = await look(new MemoryStore(), { timeLimitMs: 1, goOnFrom: part.goOnFrom });
			parts += 1;
		}
		expect(parts).toBeGreaterThan(3);
		expect({ ...part, sendingSeconds: 0 }).toEqual({ ...whole, sendingSeconds: 0 });
	});

	it('obeys the sharing rules', async () => {
		await open();
		const store = new MemoryStore();
		const before = await look(store);
		expect(before.withheld).toBe(0);
		const { runtime } = contractRuntime(sandbox, store);
		await setSharingRules(runtime, {
			rules: { departmentsNeverSent: ['engineering', 'sales'] },
			changedBy: 'ada',
			seenAt: '',
		});
		const after = await look(store);
		expect(after.withheld).toBeGreaterThan(0);
		expect(countOf(after, 'candidate')?.wouldGo).toBeLessThan(
			countOf(before, 'candidate')?.wouldGo ?? 0,
		);
	});

	it.each(['nonsense', '{}', '{"checkpoint":"x","withheld":0,"refused":[]}'])(
		'does not go on from %s',
		async (goOnFrom) => {
			await open(10);
			await expect(look(new MemoryStore(), { goOnFrom })).rejects.toThrow(ConfigurationError);
		},
	);
});
