import { DAY_MS } from '../../../src/basics/durations';
import { estimateSize, type SampledRow } from '../../../src/state/estimateSize';
import { DEFAULT_LIMIT_BYTES, keptMs, readFill } from '../../../src/state/TableFill';

const LIMIT = 100;
const START = Date.UTC(2026, 10, 1);
const row = (id: number, text = 'x'.repeat(300)): SampledRow => ({ id, text, flag: true });
/** What is read of a table: some rows at each end. */
const ends = (rows: readonly SampledRow[]) =>
	[rows.slice(0, LIMIT), rows.length < LIMIT ? [] : rows.slice(-LIMIT)] as const;
const range = (from: number, to: number, step = 1) =>
	Array.from({ length: Math.ceil((to - from) / step) }, (_, at) => row(from + at * step));

describe('the size of a table', () => {
	it('is counted where it is small, also behind ids that are gone', () => {
		const { rows, bytes } = estimateSize(...ends(range(5_000, 5_020)), LIMIT);
		expect(rows).toBe(20);
		expect(bytes / rows).toBeGreaterThan(300);
		expect(bytes / rows).toBeLessThan(450);
		expect(estimateSize([], [], LIMIT)).toEqual({ rows: 0, bytes: 0 });
	});

	it.each([
		['whose oldest rows were removed', range(40_000, 50_000), 10_000],
		['of which every other row was removed', range(1, 20_001, 2), 10_000],
	])('is told by both ends of a table %s', (_what, rows, expected) => {
		const size = estimateSize(...ends(rows), LIMIT);
		expect(size.rows / expected).toBeCloseTo(1, 1);
		expect(size.bytes / size.rows).toBeGreaterThan(300);
	});

	it('counts letters beyond ASCII as long as they are', () => {
		const ascii = estimateSize([row(1, 'a'.repeat(100))], [], LIMIT);
		const wide = estimateSize([row(1, '語'.repeat(100))], [], LIMIT);
		expect(wide.bytes - ascii.bytes).toBeGreaterThan(190);
	});
});

const fillOf = (parts: readonly number[], everyDays = 1) =>
	readFill({
		done: Math.round((parts.at(-1) ?? 0) * DEFAULT_LIMIT_BYTES),
		total: DEFAULT_LIMIT_BYTES,
		checkpoint: JSON.stringify({ tables: { rsc_people: { rows: 1, bytes: 9 } }, warned: false }),
		samples: JSON.stringify(
			parts.map((part, at) => [
				(START + at * everyDays * DAY_MS) / 1000,
				Math.round(part * DEFAULT_LIMIT_BYTES),
			]),
		),
		finishedAt: new Date(START).toISOString(),
	});

describe('how full the tables are', () => {
	it('says for how many days the space suffices at the pace of the measurements', () => {
		const fill = fillOf([0.3, 0.31, 0.32, 0.33, 0.34]);
		expect(fill?.daysLeft).toBeCloseTo(66, -1);
		expect(fill?.warns).toBe(true);
	});

	it('warns of a part that is used, however slowly it grows', () => {
		expect(fillOf([0.71, 0.71, 0.71, 0.71, 0.71])).toMatchObject({
			daysLeft: undefined,
			warns: true,
		});
	});

	it.each([
		['there is room for a year', [0.3, 0.301, 0.302, 0.303, 0.304]],
		['it shrinks', [0.5, 0.4, 0.3, 0.2, 0.1]],
		['the first days bring the history', [0.0, 0.02, 0.04, 0.06, 0.08]],
		['it was measured for two days', [0.2, 0.4]],
	])('does not when %s', (_why, parts) => {
		expect(fillOf(parts)).toMatchObject({ warns: false });
	});

	it('is unknown before the first measurement', () => {
		expect(readFill(undefined)).toBeUndefined();
	});
});

describe('how long finished rows are kept', () => {
	const days = (part: number) => keptMs({ bytes: part * 1_000, limitBytes: 1_000 }) / DAY_MS;

	it('is 400 days with room, and 90 at least as it fills', () => {
		expect([keptMs(undefined) / DAY_MS, days(0.2), days(0.5)]).toEqual([400, 400, 400]);
		expect(days(0.6)).toBeLessThan(350);
		expect([days(0.85), days(1.2)]).toEqual([90, 90]);
	});

	it('keeps 1,000 events a day below the warning for ever', () => {
		const BYTES_OF_A_DAY = 1_000 * 470;
		let bytes = 10 * 1024 * 1024;
		for (let day = 0; day < 2_000; day += 1) {
			const kept = keptMs({ bytes, limitBytes: DEFAULT_LIMIT_BYTES }) / DAY_MS;
			bytes = 10 * 1024 * 1024 + BYTES_OF_A_DAY * Math.min(day, kept);
		}
		expect(bytes / DEFAULT_LIMIT_BYTES).toBeLessThan(0.7);
	});
});
