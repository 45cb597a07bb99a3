import fc from 'fast-check';
import { PauseSignal } from '../../../src/errors/PauseSignal';
import { DailyBudget } from '../../../src/http/DailyBudget';
import type { RateBudget } from '../../../src/http/RateBudget';
import { recordBudget } from '../../../src/linkedin/limits';
import { requestBudget } from '../../../src/smartrecruiters/limits';
import { SandboxClock } from '../../../sandbox/core/SandboxClock';
import { nonEmpty } from '../../support/nonEmpty';
import { VirtualTime } from '../../../scripts/support/VirtualTime';

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
				tell(time.now());
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

	it('keep the second across two runs', async () => {
		const time = new VirtualTime(new SandboxClock(1_000_000));
		const ways = Array.from({ length: 10 }, () => ({ outMs: 5, backMs: 5, stallMs: 0 }));
		const first = requestBudget(10);
		const before = await run(first, 6, ways, time);
		const after = await run(requestBudget(10, first.state), 6, ways, time);
		expect(peak([...before.counted, ...after.counted], 1_000)).toBeLessThanOrEqual(10);
		expect(first.explains(time.now() + 1_000)).toBe(false);
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

	it('go on across two runs as if they were one', () => {
		const whole = recordBudget(10_000);
		const waits = Array.from({ length: 100 }, () => whole.take(100, 0));
		const first = recordBudget(10_000);
		for (const wait of nonEmpty(waits.slice(0, 50))) expect(first.take(100, 0)).toBeCloseTo(wait);
		const second = recordBudget(10_000, first.state);
		for (const wait of nonEmpty(waits.slice(50))) expect(second.take(100, 0)).toBeCloseTo(wait);
		// Ten thousand records have nearly the minute that LinkedIn gives them, and so no budget of its own begins here.
		expect(waits[99]).toBeGreaterThan(50_000);
		expect(recordBudget(10_000).take(100, 0)).toBe(0);
	});

	it('wait when the vendor says that nothing is left', () => {
		const budget = requestBudget(10);
		budget.blockUntil(5_000);
		expect(budget.take(1, 1_000)).toBe(4_000);
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
