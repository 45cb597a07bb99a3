import { batchesOf } from '../../../src/linkedin/batchesOf';
import { nonEmpty } from '../../support/nonEmpty';

interface Item {
	parent: string;
}

async function collect(items: Iterable<Item> | AsyncIterable<Item>, size = 100) {
	let looks = 0;
	const batches: Item[][] = [];
	for await (const batch of batchesOf(items, size, ({ parent }) => {
		looks += 1;
		return parent;
	}))
		batches.push(batch);
	return { looks, batches };
}
const item = (at: number, parents: number): Item => ({ parent: `P${at % parents}` });
const some = (count: number, parents = 1): Item[] =>
	Array.from({ length: count }, (_, at) => item(at, parents));

describe('batches of a stream', () => {
	it('hold each item once, of one parent each, at most as many as may be', async () => {
		const items = some(1_234, 7);
		const { batches } = await collect(items);
		expect(batches.flat()).toHaveLength(1_234);
		expect(new Set(batches.flat()).size).toBe(1_234);
		for (const batch of nonEmpty(batches)) {
			expect(batch.length).toBeLessThanOrEqual(100);
			expect(new Set(batch.map(({ parent }) => parent)).size).toBe(1);
		}
		expect(batches).toHaveLength(7 * 2);
	});

	it.each([1, 50, 5_000])('look at each item once, with %d parents', async (parents) => {
		for (const count of [10_000, 40_000]) {
			const { looks, batches } = await collect(some(count, parents));
			expect(looks).toBe(count);
			expect(batches.flat()).toHaveLength(count);
		}
	});

	it('go out as soon as they are full: a stream is never held whole', async () => {
		let taken = 0;
		async function* stream(): AsyncGenerator<Item> {
			for (let at = 0; at < 1_000_000; at += 1) {
				taken += 1;
				yield await Promise.resolve(item(at, 5_000));
			}
		}
		let most = 0;
		let given = 0;
		for await (const batch of batchesOf(stream(), 100, ({ parent }) => parent)) {
			given += batch.length;
			most = Math.max(most, taken - given);
			if (given > 20_000) break;
		}
		expect(most).toBeLessThanOrEqual(100 * 100 + 1);
		expect(taken).toBeLessThan(40_000);
	});
});
