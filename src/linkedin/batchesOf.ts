/** So many groups may be open at once; then the one that was begun first goes out as it is. */
const MOST_OPEN = 100;

/**
 * Puts a stream into batches of one group each, in order where there is one group only. Looks at each item once, and
 * holds at most `size` × 100 of them, however long the stream is.
 */
export async function* batchesOf<T>(
	items: Iterable<T> | AsyncIterable<T>,
	size: number,
	groupOf: (item: T) => string,
): AsyncGenerator<T[]> {
	const open = new Map<string, T[]>();
	for await (const item of items) {
		const name = groupOf(item);
		const group = open.get(name) ?? [];
		group.push(item);
		open.set(name, group);
		if (group.length === size) {
			open.delete(name);
			yield group;
		} else if (open.size > MOST_OPEN) {
			const [oldest] = open;
			if (!oldest) continue;
			open.delete(oldest[0]);
			yield oldest[1];
		}
	}
	yield* open.values();
}
