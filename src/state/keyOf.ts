import type { Table } from './Table';

/** A row's key as one text. */
export function keyOf<R extends object>(table: Table<R>, row: object): string {
	const values: Record<string, unknown> = Object.fromEntries(Object.entries(row));
	return JSON.stringify(table.key.map((column) => values[column]));
}

/** One row a key, the last one, in the place of the first. */
export function newestOfEach<R extends object>(table: Table<R>, rows: readonly R[]): R[] {
	const byKey = new Map<string, R>();
	for (const row of rows) byKey.set(keyOf(table, row), row);
	return [...byKey.values()];
}
