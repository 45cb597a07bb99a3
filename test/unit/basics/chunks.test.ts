import { chunks } from '../../../src/basics/chunks';

describe('chunks', () => {
	it.each([
		[0, []],
		[2, [[1, 2]]],
		[3, [[1, 2, 3]]],
		[7, [[1, 2, 3], [4, 5, 6], [7]]],
	])('hands out %d items three at a time, each once and in order', (length, expected) => {
		const items = Array.from({ length }, (_, index) => index + 1);
		expect([...chunks(items, 3)]).toEqual(expected);
	});
});
