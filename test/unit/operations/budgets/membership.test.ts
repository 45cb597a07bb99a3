import { Membership } from '../../../../src/operations/budgets/Membership';
import { PROCESSES } from '../../../../src/state/tables';
import { MemoryStore } from '../../../../scripts/support/MemoryStore';

const ACCOUNT = 'SmartRecruiters';
let nowMs: number;
let store: MemoryStore;
let waitedMs: number;

beforeEach(() => {
	nowMs = Date.UTC(2026, 10, 2);
	store = new MemoryStore();
	waitedMs = 0;
});

const join = async (process: Membership, account = ACCOUNT, state: MemoryStore | null = store) =>
	await process.join(
		account,
		state ?? undefined,
		() => nowMs,
		async (ms) => {
			waitedMs += ms;
			nowMs += ms;
			await Promise.resolve();
		},
	);

describe('processes that share an account', () => {
	it('begin at once where there is no other', async () => {
		expect(await join(new Membership('a'))).toBe(1);
		expect(waitedMs).toBe(0);
	});

	it('begin when the others must have noticed, and share from then on', async () => {
		const [a, b] = [new Membership('a'), new Membership('b')];
		await join(a);
		expect(await join(b)).toBe(2);
		expect(waitedMs).toBeGreaterThan(6_000);
		expect(waitedMs).toBeLessThan(10_000);
		expect(await join(a)).toBe(2);
	});

	it('both wait when they begin at the same moment', async () => {
		const both = await Promise.all([join(new Membership('a')), join(new Membership('b'))]);
		expect(both).toEqual([2, 2]);
	});

	it('do not count one that uses another account', async () => {
		await join(new Membership('a'), 'LinkedIn');
		expect(await join(new Membership('b'))).toBe(1);
		expect(waitedMs).toBe(0);
	});

	it('do not count one that has died, when its lease is over', async () => {
		const survivor = new Membership('a');
		await join(survivor);
		await join(new Membership('b'));
		for (let second = 0; second < 25; second += 1) {
			nowMs += 1_000;
			expect(await join(survivor)).toBe(second < 20 - 1 ? 2 : 1);
		}
	});

	it('ask the others every few seconds, however much they send', async () => {
		const process = new Membership('a');
		let calls = 0;
		store.before = () => {
			calls += 1;
		};
		for (let request = 0; request < 1_000; request += 1) {
			nowMs += 30;
			await join(process);
		}
		expect(calls).toBeLessThan(2 * 12);
	});

	it('come as newcomers after a long rest', async () => {
		const [a, b] = [new Membership('a'), new Membership('b')];
		await join(a);
		nowMs += 60_000;
		await join(b);
		expect(waitedMs).toBe(0);
		expect(await join(a)).toBe(2);
		expect(waitedMs).toBeGreaterThan(6_000);
	});

	it('know each other without state as long as what they know is fresh', async () => {
		const process = new Membership('a');
		expect(await join(process, ACCOUNT, null)).toBeUndefined();
		await join(process);
		expect(await join(process, ACCOUNT, null)).toBe(1);
		nowMs += 10_000;
		expect(await join(process, ACCOUNT, null)).toBeUndefined();
	});

	it('leave no rows behind for long', async () => {
		await join(new Membership('a'));
		nowMs += 3 * 86_400_000;
		await join(new Membership('b'));
		expect((await store.read(PROCESSES, {})).map(({ process }) => process)).toEqual(['b']);
	});
});
