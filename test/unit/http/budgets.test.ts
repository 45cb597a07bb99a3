import fc from 'fast-check';
import { PauseSignal } from '../../../src/errors/PauseSignal';
import { DailyBudget } from '../../../src/http/DailyBudget';
import { RateBudget } from '../../../src/http/RateBudget';
import { Slots } from '../../../src/http/Slots';
import { recordRate } from '../../../src/linkedin/limits';
import { requestRate } from '../../../src/smartrecruiters/limits';
import { SandboxClock } from '../../../sandbox/core/SandboxClock';
import { VirtualTime } from '../../../scripts/support/VirtualTime';

const recordBudget = (perMinute: number) =>
	new RateBudget('linkedInRecords', recordRate(perMinute));
const requestBudget = (perSecond: number) =>
	new RateBudget('smartRecruitersRequests', requestRate(perSecond));

/** The most units that any window of `windowMs` holds. */
function peak(takes: ReadonlyArray<{ atMs: number; units: number }>, windowMs: number): number {
	return Math.max(
		0,
		...takes.map(({ atMs }) =>
			takes
				.filter((one) => one.atMs >= atMs && one.atMs < atMs + windowMs)
				.reduce((sum, { units }) => sum + units, 0),
		),
	);
}

interface Way {
	/** Until the vendor counts it, and from then until the answer is here. */
	outMs: number;
	backMs: number;
	/** How long the process is busy after it was let through. */
	stallMs: number;
}

/** Requests of so many callers at once; when each was counted. */
async function run(
	budget: RateBudget,
	callers: number,
	ways: readonly Way[],
	time = new VirtualTime(new SandboxClock(1_000_000)),
): Promise<{ counted: Array<{ atMs: number; units: number }> }> {
	const counted: Array<{ atMs: number; units: number }> = [];
	const left = [...ways];
	await Promise.all(
		Array.from({ length: callers }, async () => {
			for (let way = left.shift(); way; way = left.shift()) {
				const tell = await budget.pass(
					1,
					() => time.now(),
					async (ms) => {
						if (ms > 0) await time.sleep(ms);
					},
				);
				await time.sleep(way.stallMs + way.outMs);
				counted.push({ atMs: time.now(), units: 1 });
				await time.sleep(way.backMs);
				await tell(time.now());
			}
		}),
	);
	return { counted };
}

describe('rate budgets', () => {
	it('never let more than LinkedIn’s 10,000 records into any minute, however the work comes', () => {
		fc.assert(
			fc.property(
				fc.array(fc.record({ idleMs: fc.nat(20_000), units: fc.integer({ min: 1, max: 100 }) }), {
					maxLength: 400,
				}),
				(steps) => {
					const budget = recordBudget(10_000);
					let nowMs = 1_000_000;
					const takes = steps.map(({ idleMs, units }) => {
						nowMs += idleMs < 15_000 ? 0 : idleMs;
						const atMs = nowMs + budget.take(units, nowMs);
						nowMs = atMs;
						return { atMs, units };
					});
					expect(peak(takes, 60_000)).toBeLessThanOrEqual(10_000);
				},
			),
			{ numRuns: 60 },
		);
	});

	it('use at least 95 % of LinkedIn’s minute under full load', () => {
		const budget = recordBudget(10_000);
		let nowMs = 0;
		let records = 0;
		while (nowMs < 600_000) {
			nowMs += budget.take(100, nowMs);
			records += 100;
		}
		expect(records / 10 / 10_000).toBeGreaterThan(0.95);
	});

	it('never let more than ten requests into any second at SmartRecruiters, wherever on the way they are counted', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 9 }),
				fc.array(fc.record({ outMs: fc.nat(400), backMs: fc.nat(400), stallMs: fc.nat(300) }), {
					minLength: 20,
					maxLength: 60,
				}),
				async (callers, ways) => {
					const { counted } = await run(requestBudget(10), callers, ways);
					expect(peak(counted, 1_000)).toBeLessThanOrEqual(10);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('use nearly all of SmartRecruiters’ second', async () => {
		const { counted } = await run(
			requestBudget(10),
			6,
			Array.from({ length: 300 }, (_, nth) => ({ outMs: 2 + (nth % 5), backMs: 10, stallMs: 0 })),
		);
		const seconds = ((counted[299]?.atMs ?? 0) - (counted[0]?.atMs ?? 0)) / 1000;
		expect(300 / seconds / 10).toBeGreaterThan(0.97);
	});

	it('never let more into a second when the share becomes smaller or larger meanwhile', async () => {
		const time = new VirtualTime(new SandboxClock(1_000_000));
		const ways = Array.from({ length: 20 }, () => ({ outMs: 5, backMs: 5, stallMs: 0 }));
		const budget = requestBudget(10);
		const whole = await run(budget, 6, ways, time);
		budget.change(requestRate(4));
		const part = await run(budget, 6, ways, time);
		expect(peak(part.counted, 1_000)).toBeLessThanOrEqual(4);
		budget.change(requestRate(10));
		const again = await run(budget, 6, ways, time);
		const all = [...whole.counted, ...part.counted, ...again.counted];
		expect(peak(all, 1_000)).toBeLessThanOrEqual(10);
		expect(budget.explains(time.now() + 1_000)).toBe(false);
	});

	it.each([1, 2, 3, 7])('keep LinkedIn’s minute in sum when %i senders share it', (senders) => {
		const takes: Array<{ atMs: number; units: number }> = [];
		for (let sender = 0; sender < senders; sender += 1) {
			const budget = recordBudget(10_000 / senders);
			for (let nowMs = 0; nowMs < 180_000; ) {
				nowMs += budget.take(100, nowMs);
				takes.push({ atMs: nowMs, units: 100 });
			}
		}
		expect(peak(takes, 60_000)).toBeLessThanOrEqual(10_000);
		expect(peak(takes, 60_000)).toBeGreaterThan(9_000);
	});

	it('let those behind go on when one that waited gave up', async () => {
		const budget = requestBudget(10);
		const first = budget.pass(
			1,
			() => 0,
			async () => Promise.reject(new Error('given up')),
		);
		const second = budget.pass(
			1,
			() => 0,
			async () => undefined,
		);
		await expect(first).rejects.toThrow('given up');
		await expect(second).resolves.toBeInstanceOf(Function);
	});

	it('wait when the vendor says that nothing is left', () => {
		const budget = requestBudget(10);
		budget.blockUntil(5_000);
		expect(budget.take(1, 1_000)).toBe(4_000);
	});
});

describe('slots', () => {
	it('let so many be under way at once, in the order in which they came', async () => {
		const slots = new Slots('smartRecruitersRequests', 2);
		const began: number[] = [];
		const begin = async (nth: number) => {
			const end = await slots.pass();
			began.push(nth);
			return end;
		};
		const [first, , third] = [begin(1), begin(2), begin(3), begin(4)];
		const end = await first;
		await Promise.resolve();
		expect(began).toEqual([1, 2]);
		await end(0);
		// Given back once, however often it is said.
		await end(0);
		await third;
		expect(began).toEqual([1, 2, 3]);
		slots.resize(3);
		await new Promise(setImmediate);
		expect(began).toEqual([1, 2, 3, 4]);
	});
});

describe('the daily budget', () => {
	const noon = Date.UTC(2026, 4, 1, 12);

	it('pauses until the next UTC midnight when the day is used up', () => {
		const budget = new DailyBudget('linkedInRequests', 2);
		budget.take(noon);
		budget.take(noon);
		let pause: unknown;
		try {
			budget.take(noon);
		} catch (error) {
			pause = error;
		}
		expect(pause).toBeInstanceOf(PauseSignal);
		expect(pause).toMatchObject({ resumeAtMs: Date.UTC(2026, 4, 2) });
	});

	it('starts anew on the next day, and remembers the day across runs', () => {
		const budget = new DailyBudget('linkedInRequests', 1);
		budget.take(noon);
		const later = new DailyBudget('linkedInRequests', 1, budget.state);
		expect(() => {
			later.take(noon);
		}).toThrow(PauseSignal);
		expect(() => {
			later.take(noon + 86_400_000);
		}).not.toThrow();
	});
});
