/**
 * What is looped over to expect something of each: an empty list would expect nothing.
 *
 * @throws Error when there is nothing in it
 */
export function nonEmpty<T>(list: Iterable<T> | null | undefined): T[] {
	const all = [...(list ?? [])];
	if (all.length === 0) throw new Error('There is nothing to expect anything of');
	return all;
}
