import fc from 'fast-check';
import { PauseSignal } from '../../../../src/errors/PauseSignal';
import type { DayQuota } from '../../../../src/linkedin/dayQuotas';
import { DayCount } from '../../../../src/operations/budgets/DayCount';
import { Membership } from '../../../../src/operations/budgets/Membership';
import { MemoryStore } from '../../../../scripts/support/MemoryStore';

const NOON = Date.UTC(2026, 10, 2, 12);
const DAY_MS = 86_400_000;
const QUOTA: DayQuota = { name: 'candidates', perDay: 1_000, withoutState: 0.1 };

/** Some processes with one state and one clock. */
class Room {
	nowMs = NOON;

	readonly store = new MemoryStore();

	private made = 0;

	readonly now = (): number => this.nowMs;

	readonly wait = async (ms: number): Promise<void> => {
		this.nowMs += ms;
		await Promise.resolve();
	};

	process(): DayCount {
		this.made += 1;
		return new DayCount(new Membership(`process ${this.made}`), 'LinkedIn', 'candidates');
	}

	/** @returns whether one more request may go */
	async take(count: DayCount, ceiling = 1, store: MemoryStore | undefined = this.store) {
		try {
			await count.take(QUOTA, ceiling, store, this.now, this.wait);
			return true;
		} catch (error) {
			if (error instanceof PauseSignal && error.limit === 'linkedInRequests') return false;
			throw error;
		}
	}

	async takeAll(count: DayCount, ceiling = 1): Promise<number> {
		let taken = 0;
		while (await this.take(count, ceiling)) taken += 1;
		return taken;
	}
}

/** With nothing in the place of the default. */
const withoutState = async (room: Room, count: DayCount): Promise<boolean> => {
	try {
		await count.take(QUOTA, 1, undefined, room.now, room.wait);
		return true;
	} catch {
		return false;
	}
};

describe('requests of the day', () => {
	it('are never more than there are, whatever many processes take, in any order, and whichever die', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.record({ who: fc.nat(3), units: fc.nat(120), dies: fc.nat(9) }), {
					minLength: 5,
					maxLength: 40,
				}),
				async (steps) => {
					const room = new Room();
					const processes = [0, 1, 2, 3].map(() => room.process());
					let taken = 0;
					for (const { who, units, dies } of steps) {
						if (dies === 0) processes[who] = room.process();
						const count = processes[who];
						if (!count) continue;
						const taking = Array.from({ length: units }, async () => room.take(count));
						taken += (await Promise.all(taking)).filter(Boolean).length;
						room.nowMs += 2_000;
					}
					expect(taken).toBeLessThanOrEqual(900);
				},
			),
			{ numRuns: 30 },
		);
	});

	it('are used up to the last slice, by several processes at once', async () => {
		const room = new Room();
		const taken = await Promise.all([1, 2, 3].map(async () => room.takeAll(room.process())));
		const sum = taken.reduce((all, one) => all + one, 0);
		expect(sum).toBeLessThanOrEqual(900);
		expect(sum).toBeGreaterThan(880);
	});

	it('lose at most a slice when a process dies', async () => {
		const room = new Room();
		for (let death = 0; death < 4; death += 1) await room.take(room.process());
		const left = await room.takeAll(room.process());
		expect(left).toBeLessThanOrEqual(896);
		expect(left).toBeGreaterThanOrEqual(900 - 4 * 5);
	});

	it('leave to what is urgent what is not left to what may wait', async () => {
		const room = new Room();
		const [one, other] = [room.process(), room.process()];
		expect(await room.takeAll(one, 0.5)).toBe(450);
		expect(await room.takeAll(other, 0.5)).toBe(0);
		expect(await room.takeAll(other)).toBe(450);
	});

	it('begin anew at midnight UTC', async () => {
		const room = new Room();
		const count = room.process();
		expect(await room.takeAll(count)).toBe(900);
		room.nowMs += DAY_MS / 2;
		expect(await room.takeAll(count)).toBe(900);
	});

	it('cost a state call a slice, none a request', async () => {
		const room = new Room();
		const count = room.process();
		let calls = 0;
		room.store.before = () => {
			calls += 1;
		};
		for (let request = 0; request < 500; request += 1) await room.take(count);
		expect(calls).toBeLessThan(2 * (500 / 5) + 5);
	});

	it('are few where no state can be reached, and those are nobody else’s', async () => {
		const room = new Room();
		const count = room.process();
		let taken = 0;
		while (await withoutState(room, count)) taken += 1;
		expect(taken).toBe(100);
		expect(await room.takeAll(count)).toBe(900);
		const later = room.process();
		later.atLeastWithoutState(95, room.nowMs);
		let rest = 0;
		while (await withoutState(room, later)) rest += 1;
		expect(rest).toBe(5);
	});

	it('are as few while the state fails', async () => {
		const room = new Room();
		const count = room.process();
		room.store.edit('rsc_processes', (rows) => {
			rows.push({ process: 'odd', untilMs: room.nowMs + 1_000, accounts: '{"LinkedIn":' });
		});
		room.store.before = ({ table }) => {
			if (table === 'rsc_processes') throw new Error('The database is locked');
		};
		let taken = 0;
		while (await room.take(count)) taken += 1;
		expect(taken).toBe(100);
	});
});
