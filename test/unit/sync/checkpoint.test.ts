import { StateError } from '../../../src/errors/StateError';
import { parseCheckpoint, startCheckpoint } from '../../../src/sync/checkpoint';
import { addToTail, belongsToTail, sameTail } from '../../../src/sync/tail';

const fresh = startCheckpoint(1_000, null, { jobs: 'submit', people: 'fast' });

describe('checkpoints', () => {
	it('begin anew where nothing is stored', () => {
		expect(parseCheckpoint('')).toBeUndefined();
	});

	it('come back as they were stored', () => {
		expect(parseCheckpoint(JSON.stringify(fresh))).toEqual(fresh);
	});

	it.each(['{"version":2}', 'nonsense', '7'])(
		'that read %j are damaged, never a beginning',
		(text) => {
			expect(() => parseCheckpoint(text)).toThrow(StateError);
			expect(() => parseCheckpoint(text)).toThrow(/rsc_sync.*"checkpoint"/);
		},
	);
});

describe('the tail of a list', () => {
	const empty = { count: 0, fingerprint: 0 };

	it('is the same in any order, and another when one record changed', () => {
		const a = addToTail(addToTail(empty, 'x', 1), 'y', 2);
		const b = addToTail(addToTail(empty, 'y', 2), 'x', 1);
		const c = addToTail(addToTail(empty, 'y', 2), 'x', 3);
		expect(sameTail(a, b)).toBe(true);
		expect(sameTail(a, c)).toBe(false);
	});

	it('begins ten minutes before the run', () => {
		expect(belongsToTail(400_000, 1_000_000)).toBe(true);
		expect(belongsToTail(399_999, 1_000_000)).toBe(false);
	});
});
