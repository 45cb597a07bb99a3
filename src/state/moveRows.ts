import { keyOf } from './keyOf';
import type { StateStore, Where } from './StateStore';
import type { Table } from './Table';

const ROWS_AT_ONCE = 500;

export interface RowMove<R> {
	/** Whose rows, and which of them. */
	from: Where<R>;
	/** Rows of the other organization. */
	there: Where<R>;
	/** Whose they are from here on. */
	organization: string;
	/** The column of the key that tells the most rows apart. */
	column: keyof R & string;
	/** Asked before each part. */
	mayGoOn?: () => boolean;
}

/**
 * Gives an organization's rows to another one, some hundreds at a time: written there before they go here, so that a crash
 * leaves some twice, and none nowhere. What the other one has already stays as it is.
 *
 * @returns how many were moved, and whether none is left
 */
export async function moveRows<R extends { organization: string }>(
	store: StateStore,
	table: Table<R>,
	{ from, there, organization, column, mayGoOn = () => true }: NoInfer<RowMove<R>>,
): Promise<{ moved: number; isWhole: boolean }> {
	let moved = 0;
	while (mayGoOn()) {
		const some = await store.read(table, from, { limit: ROWS_AT_ONCE });
		if (some.length === 0) return { moved, isWhole: true };
		const values = [...new Set(some.map((row) => String(row[column])))];
		const anyOf = { column, values };
		// Removing goes by this column: what shares its value goes along.
		const rows = await store.read(table, from, { anyOf });
		const known = new Set(
			(await store.read(table, there, { anyOf })).map((row) => keyOf(table, row)),
		);
		const moving = rows.map((row): R => ({ ...row, organization }));
		await store.put(
			table,
			moving.filter((row) => !known.has(keyOf(table, row))),
		);
		await store.remove(table, from, anyOf);
		moved += rows.length;
	}
	return { moved, isWhole: false };
}
