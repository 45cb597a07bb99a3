/** What LinkedIn told of records that it was asked for, by our ids. */
export class HeldRecords<T> extends Map<string, T> {
	/** Of these LinkedIn did not tell, although it was asked twice: whether it holds them nobody knows. */
	readonly unknown: ReadonlySet<string>;

	constructor(entries: Iterable<readonly [string, T]>, unknown: Iterable<string> = []) {
		super(entries);
		this.unknown = new Set(unknown);
	}

	/** Whether LinkedIn holds this record, or may hold it. */
	mayHold(id: string): boolean {
		return this.has(id) || this.unknown.has(id);
	}
}
