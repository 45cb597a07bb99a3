import fc from 'fast-check';
import { PauseSignal } from '../../../src/errors/PauseSignal';
import { DailyBudget } from '../../../src/http/DailyBudget';
import { recordBudget } from '../../../src/linkedin/limits';
import { requestBudget } from '../../../src/smartrecruiters/limits';

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

	it('never let more than ten requests into any second at SmartRecruiters, and use nine', () => {
		const budget = requestBudget(10);
		const takes = Array.from({ length: 300 }, () => ({ atMs: budget.take(1, 0), units: 1 }));
		expect(peak(takes, 1_000)).toBe(10);
		expect(300 / ((takes[299]?.atMs ?? 0) / 1000)).toBeGreaterThan(9);
	});

	it('make up for nothing when the process was busy and all who waited wake up late, at once', async () => {
		const budget = requestBudget(10);
		let nowMs = 0;
		const takes: Array<{ atMs: number; units: number }> = [];
		await Promise.all(
			Array.from({ length: 60 }, async (_, index) => {
				await budget.pass(
					1,
					() => nowMs,
					async (ms) => {
						nowMs += ms + (index % 20 === 7 ? 800 : 0);
						takes.push({ atMs: nowMs, units: 1 });
					},
				);
			}),
		);
		expect(takes).toHaveLength(60);
		expect(peak(takes, 1_000)).toBeLessThanOrEqual(10);
		const gaps = takes.slice(1).map(({ atMs }, index) => atMs - (takes[index]?.atMs ?? 0));
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(107 - 1e-6);
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
		await expect(second).resolves.toBeUndefined();
	});

	it('go on across two runs as if they were one', () => {
		const first = recordBudget(10_000);
		for (let batch = 0; batch < 50; batch += 1) first.take(100, 0);
		const second = recordBudget(10_000, first.state);
		expect(second.take(100, 0)).toBeCloseTo(first.take(100, 0));
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
		const budget = new DailyBudget('LinkedIn requests per day', 2);
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
		const budget = new DailyBudget('LinkedIn requests per day', 1);
		budget.take(noon);
		const later = new DailyBudget('LinkedIn requests per day', 1, budget.state);
		expect(() => {
			later.take(noon);
		}).toThrow(PauseSignal);
		expect(() => {
			later.take(noon + 86_400_000);
		}).not.toThrow();
	});
});
