import { LockLostError } from '../../src/errors/LockLostError';
import type { Effects } from '../../src/http/Transport';
import { guardTransport, LEASE_MS, withLock } from '../../src/state/Lock';
import { LOCKS } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';

/** Time that moves when a test says so. */
class Clock implements Effects {
	nowMs = 1_000_000;

	/** How much later than asked for sleepers are woken. */
	lateMs = 0;

	private sleepers: Array<{ untilMs: number; wake: () => void }> = [];

	now(): number {
		return this.nowMs;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => {
			this.sleepers.push({ untilMs: this.nowMs + ms + this.lateMs, wake });
		});
	}

	async advance(ms: number): Promise<void> {
		const endMs = this.nowMs + ms;
		for (;;) {
			this.sleepers.sort((a, b) => a.untilMs - b.untilMs);
			const next = this.sleepers[0];
			if (!next || next.untilMs > endMs) break;
			this.sleepers.shift();
			this.nowMs = next.untilMs;
			next.wake();
			await settle();
		}
		this.nowMs = endMs;
		await settle();
	}
}

const settle = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const forever = async (): Promise<never> => new Promise(() => undefined);

describe('a lock', () => {
	let store: MemoryStore;
	let effects: Clock;
	const options = (owner: string, patienceMs = 0) => ({
		store,
		effects,
		owner,
		name: 'organization:backfill',
		patienceMs,
	});

	beforeEach(() => {
		store = new MemoryStore();
		effects = new Clock();
	});

	it('lets one of many at once work, and tells the others until when', async () => {
		let atWork = 0;
		let finish: () => void = () => undefined;
		const done = new Promise<void>((resolve) => {
			finish = resolve;
		});
		const runs = ['a', 'b', 'c', 'd'].map(async (owner) =>
			withLock(options(owner), async () => {
				atWork += 1;
				await done;
				return owner;
			}),
		);
		await settle();
		expect(atWork).toBe(1);
		finish();
		const results = await Promise.all(runs);
		expect(results.filter(({ held }) => held)).toHaveLength(1);
		expect(results.filter((one) => !one.held)).toEqual(
			Array.from({ length: 3 }, () => ({
				held: false,
				busyUntilMs: effects.now() + LEASE_MS,
			})),
		);
	});

	it('tells who comes later until when, by the row that is there', async () => {
		const inner = await withLock(
			options('a'),
			async () => await withLock(options('b'), async () => 'never'),
		);
		expect(inner).toEqual({
			held: true,
			value: { held: false, busyUntilMs: effects.now() + LEASE_MS },
		});
	});

	it('is free again when the work has failed', async () => {
		await expect(
			withLock(options('a'), async () => {
				throw new Error('failed');
			}),
		).rejects.toThrow('failed');
		expect(await withLock(options('b'), async () => 'worked')).toEqual({
			held: true,
			value: 'worked',
		});
	});

	it('costs two statements once its row is there', async () => {
		for (const owner of ['a', 'b']) await withLock(options(owner), async () => undefined);
		const statements: string[] = [];
		store.before = ({ table, kind }) => statements.push(`${table} ${kind}`);
		expect(await withLock(options('c'), async () => 'worked')).toMatchObject({ held: true });
		expect(statements).toEqual(['rsc_locks update', 'rsc_locks update']);
	});

	it('is left to another process that has made its row, and taken it, meanwhile', async () => {
		const { name } = options('');
		await store.put(LOCKS, [{ name, owner: 'x', untilMs: 0 }]);
		for (const owner of ['a', 'b']) await withLock(options(owner), async () => undefined);
		// As a process that has never seen it finds a row that is gone, and another process has it by now.
		await store.remove(LOCKS, { name });
		let puts = 0;
		store.after = ({ kind }) => {
			if (kind !== 'put' || puts++ > 0) return;
			void store.put(LOCKS, [{ name, owner: 'other', untilMs: effects.now() + LEASE_MS }]);
		};
		expect(await withLock(options('c'), async () => 'worked')).toMatchObject({ held: false });
	});

	it('is kept by a heartbeat for as long as the work takes', async () => {
		void withLock(options('a'), forever);
		await settle();
		await effects.advance(30 * LEASE_MS);
		expect(await withLock(options('b'), async () => 'worked')).toMatchObject({ held: false });
	});

	it('is renewed in time although the process is so busy that naps end late', async () => {
		effects.lateMs = 4_000;
		void withLock(options('a'), forever);
		await settle();
		await effects.advance(1.5 * LEASE_MS);
		expect(await withLock(options('b'), async () => 'worked')).toMatchObject({ held: false });
	});

	it('is renewed in time although the clock is put back', async () => {
		let renewals = 0;
		store.before = ({ table, kind }) => {
			if (table === 'rsc_locks' && kind === 'update') renewals += 1;
		};
		// Woken by the time that passes, whatever the clock shows.
		let shownMs = 0;
		const skewed: Effects = {
			now: () => effects.now() + shownMs,
			sleep: async (ms) => {
				await effects.sleep(ms);
			},
		};
		void withLock({ ...options('a'), effects: skewed }, forever);
		await settle();
		const before = renewals;
		shownMs = -3_600_000;
		await effects.advance(LEASE_MS);
		expect(renewals - before).toBeGreaterThanOrEqual(2);
	});

	it('goes to somebody else within its lease after its holder was killed', async () => {
		await store.put(LOCKS, [
			{ name: 'organization:backfill', owner: 'killed', untilMs: effects.now() + LEASE_MS },
		]);
		const waiting = withLock(options('b', 2 * LEASE_MS), async () => effects.now());
		const beganMs = effects.now();
		await settle();
		await effects.advance(LEASE_MS + 5_000);
		const result = await waiting;
		expect(result.held && result.value - beganMs).toBeLessThanOrEqual(LEASE_MS + 2_000);
	});

	it('stops a holder that was held up beyond its lease before its next request', async () => {
		let sent = 0;
		let resume: () => void = () => undefined;
		const paused = new Promise<void>((resolve) => {
			resume = resolve;
		});
		store.before = ({ table, kind }) => {
			// The process is frozen: its heartbeats do not arrive.
			if (table === 'rsc_locks' && kind === 'update' && frozen) throw new Error('frozen');
		};
		let frozen = false;
		const work = withLock(options('a'), async (lock) => {
			const transport = guardTransport(async () => {
				sent += 1;
				return { status: 200, headers: {}, body: {} };
			}, lock);
			const request = { method: 'GET', url: 'http://127.0.0.1', headers: {} } as const;
			await transport(request);
			frozen = true;
			await paused;
			await transport(request);
		});
		await settle();
		await effects.advance(LEASE_MS + 1);
		frozen = false;
		const thief = await withLock(options('b'), async () => {
			resume();
			await expect(work).rejects.toThrow(LockLostError);
			return 'worked';
		});
		expect(thief).toEqual({ held: true, value: 'worked' });
		expect(sent).toBe(1);
	});

	it('does not take away from the next holder what a late release would', async () => {
		let finish: () => void = () => undefined;
		const first = withLock(options('a'), async () => {
			await new Promise<void>((resolve) => {
				finish = resolve;
			});
		});
		await settle();
		await store.update(LOCKS, { owner: 'a' }, { owner: 'b', untilMs: effects.now() + LEASE_MS });
		finish();
		await first;
		expect(await store.read(LOCKS, {})).toMatchObject([{ owner: 'b' }]);
	});
});
