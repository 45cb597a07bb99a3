import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitGrowth } from '../../scripts/growth/fitGrowth';
import { GROWTH_JOBS } from '../../scripts/growth/growthJobs';
import { noteSent } from '../../scripts/growth/noteSent';

const SIZES = [100, 400, 1_600] as const;

describe('the fit of a cost', () => {
	it.each([
		[0, () => 7],
		[1, (size: number) => 5 + size / 100],
		[2, (size: number) => 5 + size ** 2 / 100],
		[0.5, (size: number) => 40 * Math.sqrt(size)],
	])('finds the exponent %d behind what does not grow', (exponent, cost) => {
		const { exponent: found, at } = fitGrowth(SIZES, [cost(100), cost(400), cost(1_600)]);
		expect(found).toBeCloseTo(exponent, 1);
		expect(at(100_000) / cost(100_000)).toBeCloseTo(1, 1);
	});

	it('wants sizes that grow by the same ratio', () => {
		expect(() => fitGrowth([1, 2, 3], [1, 2, 3])).toThrow(RangeError);
	});
});

describe('what is remembered of what was sent', () => {
	it('costs hardly more rows a page for ten times as many people, moving the log included', async () => {
		const few = await noteSent(1_000, 120);
		const many = await noteSent(10_000, 120);
		expect(Math.log10(many.rows / few.rows)).toBeLessThan(0.1);
		expect(many.rows / 120).toBeLessThan(200);
	});
});

describe('the page about growth', () => {
	it('has a row for each job that is measured, with what is promised', () => {
		const page = readFileSync(join(process.cwd(), 'docs', 'growth.md'), 'utf8');
		const rows = page.split('\n').filter((line) => line.startsWith('| '));
		const told = rows.slice(1).map((line) => {
			const [, name, by, , calls, read] = line.split('|').map((cell) => cell.trim());
			return { name, by, calls: promisedIn(calls), rows: promisedIn(read) };
		});
		expect(told).toEqual(GROWTH_JOBS.map(({ name, by, promised }) => ({ name, by, ...promised })));
	});
});

const promisedIn = (cell = ''): number => Number(/≤ ([\d.]+)/.exec(cell)?.[1]);
