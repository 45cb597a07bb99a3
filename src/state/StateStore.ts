import type { Table } from './Table';

export type Value = string | number | boolean;

/** What a column has to be: a value, or a bound on it. */
export type Condition =
	| Value
	| { lt: number }
	| { gte: number }
	| { gte: number; lt: number }
	| { not: Value };

/** All of these have to hold; no condition means every row. */
export type Where<R> = Partial<Record<keyof R & string, Condition>>;

export interface ReadOptions<R> {
	/** Only rows in which this column has one of these values; with it, an organization's rows are read by key. */
	anyOf?: { column: keyof R & string; values: readonly string[] };
	/** At most so many rows, those written first. */
	limit?: number;
}

/**
 * Where state is kept. Every promise resolves after the commit. Rows are named by their table's key: where a crash has
 * left two rows with one key, the newer one counts.
 *
 * All methods throw StateError when the tables cannot be used, or hold what cannot be read.
 */
export interface StateStore {
	/** Rows in the order in which they were first written. */
	read<R extends object>(
		table: Table<R>,
		where: NoInfer<Where<R>>,
		options?: ReadOptions<R>,
	): Promise<R[]>;

	/** Inserts whole rows, or replaces those with the same key; of several with one key, the last counts. */
	put<R extends object>(table: Table<R>, rows: readonly R[]): Promise<void>;

	/**
	 * Changes columns of the rows that are there, in one atomic statement: of several callers at once whose `where` is
	 * no longer true after the change, exactly one changes a row.
	 *
	 * @returns how many rows were changed
	 */
	update<R extends object>(
		table: Table<R>,
		where: NoInfer<Where<R>>,
		values: NoInfer<Partial<R>>,
	): Promise<number>;

	/** @returns how many rows were removed */
	remove<R extends object>(
		table: Table<R>,
		where: NoInfer<Where<R>>,
		anyOf?: ReadOptions<R>['anyOf'],
	): Promise<number>;
}
