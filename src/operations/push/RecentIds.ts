/** Remembers the last ids, oldest first, and forgets the oldest when it is full. */
export class RecentIds {
	private readonly ids = new Set<string>();

	constructor(
		private readonly capacity: number,
		ids: readonly string[] = [],
	) {
		this.add(...ids);
	}

	has(id: string): boolean {
		return this.ids.has(id);
	}

	/** An id that is known already counts as new again. */
	add(...ids: string[]): void {
		for (const id of ids) {
			this.ids.delete(id);
			this.ids.add(id);
		}
		for (const oldest of this.ids) {
			if (this.ids.size <= this.capacity) return;
			this.ids.delete(oldest);
		}
	}

	delete(id: string): void {
		this.ids.delete(id);
	}

	/** Adds what another memory of the same pushes holds, as older than everything here. */
	addOlder(ids: readonly string[]): void {
		const known = this.toArray();
		this.add(...ids, ...known);
	}

	toArray(): string[] {
		return [...this.ids];
	}
}
