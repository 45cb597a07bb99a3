/**
 * Maps items with at most `limit` at work, keeping their order; those that give `undefined` are left out. The first failure stops the taking of further items
 * and is thrown after those at work have ended.
 */
export async function mapConcurrently<T, R>(
	items: readonly T[],
	limit: number,
	work: (item: T) => Promise<R | undefined>,
): Promise<R[]> {
	const results = new Map<number, R>();
	const failures: unknown[] = [];
	let next = 0;
	const worker = async (): Promise<void> => {
		while (next < items.length && failures.length === 0) {
			const index = next;
			next += 1;
			const item = items[index];
			if (item === undefined) continue;
			try {
				const result = await work(item);
				if (result !== undefined) results.set(index, result);
			} catch (error) {
				failures.push(error);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
	if (failures.length > 0) throw failures[0];
	return items.flatMap((_, index) => {
		const result = results.get(index);
		return result === undefined ? [] : [result];
	});
}
