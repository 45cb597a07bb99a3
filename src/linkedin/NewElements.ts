import { madeUpId } from './lenient';

/** Tells whether a page brings anything that the pages before have not brought: a list that does not, never ends. */
export class NewElements {
	private readonly seen = new Set<string>();

	/** How many of these were not seen before. */
	take(elements: readonly unknown[]): number {
		const before = this.seen.size;
		for (const element of elements) this.seen.add(madeUpId(JSON.stringify(element)));
		return this.seen.size - before;
	}
}
