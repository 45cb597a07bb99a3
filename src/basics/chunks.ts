/** The items in their order, so many at a time; the last ones may be fewer. */
export function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
	for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
