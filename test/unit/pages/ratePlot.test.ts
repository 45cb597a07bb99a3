import { ratePlot, ratesOf, readSamples, recentRate } from '../../../src/pages/ratePlot';
import { nonEmpty } from '../../support/nonEmpty';

describe('samples', () => {
	it('become records a minute between each two', () => {
		expect(ratesOf(readSamples('[[0,0],[60,100],[90,200]]'))).toEqual([
			{ atS: 60, perMinute: 100 },
			{ atS: 90, perMinute: 200 },
		]);
	});

	it('of an earlier run are left out: a new one counts from zero', () => {
		expect(readSamples('[[0,500],[60,900],[120,10],[180,20]]')).toEqual([
			{ atS: 120, done: 10 },
			{ atS: 180, done: 20 },
		]);
	});

	it.each(['', 'nonsense', '{}', '[[1]]', '[["a",1]]'])('that read %j are none', (column) => {
		expect(readSamples(column)).toEqual([]);
	});

	it('at one and the same second make no rate', () => {
		expect(ratesOf(readSamples('[[5,1],[5,9]]'))).toEqual([]);
	});
});

describe('the recent rate', () => {
	it.each([
		['over the last minute', '[[0,0],[60,900],[100,1000],[160,1300]]', 300],
		['over what there is', '[[0,0],[30,100]]', 200],
		['not of one sample', '[[0,0]]', undefined],
		['not of none', '', undefined],
	])('is %s', (_title, column, expected) => {
		expect(recentRate(readSamples(column))).toBe(expected);
	});
});

describe('the plot', () => {
	it('needs two rates', () => {
		expect(ratePlot(readSamples('[[0,0],[60,10]]'))).toBeUndefined();
	});

	it('stays inside its frame, and says the rate at the end and the highest', () => {
		const svg = ratePlot(readSamples('[[0,0],[60,900],[120,1000],[180,1000]]'))?.text ?? '';
		expect(svg).toContain('0 at the end, 900 at most');
		const numbers = [...svg.matchAll(/points="([^"]+)"/g)].flatMap(([, points = '']) =>
			points.split(' ').map((point) => point.split(',').map(Number)),
		);
		expect(numbers.length).toBeGreaterThan(5);
		for (const [x = -1, y = -1] of nonEmpty(numbers)) {
			expect(x).toBeGreaterThanOrEqual(0);
			expect(x).toBeLessThanOrEqual(640);
			expect(y).toBeGreaterThanOrEqual(0);
			expect(y).toBeLessThanOrEqual(190);
		}
	});
});
