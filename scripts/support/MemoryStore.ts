import { keyOf, newestOfEach } from '../../src/state/keyOf';
import type { Condition, ReadOptions, StateStore, Where } from '../../src/state/StateStore';
import { storable, storableText } from '../../src/state/storable';
import { readRow, type Table } from '../../src/state/Table';

/** State in memory, held to the same contract as n8n's Data Tables (test/state/storeContract.ts). */
export class MemoryStore implements StateStore {
	private readonly rows = new Map<string, Array<Record<string, unknown>>>();

	/** Called before every statement; throws to play a failing or a killed store. */
	before: (statement: { table: string; kind: 'read' | 'put' | 'update' | 'remove' }) => void = () =>
		undefined;

	/** Called after every committed write. */
	after: (statement: { table: string; kind: 'read' | 'put' | 'update' | 'remove' }) => void = () =>
		undefined;

	async read<R extends object>(
		table: Table<R>,
		where: Where<R>,
		{ anyOf, limit }: ReadOptions<R> = {},
	): Promise<R[]> {
		await this.enter(table.name, 'read');
		const found = this.of(table)
			.filter((row) => matches(row, where) && isAnyOf(row, anyOf))
			.map((row) => readRow(table, row));
		this.after({ table: table.name, kind: 'read' });
		return newestOfEach(table, found).slice(0, limit);
	}

	async put<R extends object>(table: Table<R>, rows: readonly R[]): Promise<void> {
		await this.enter(table.name, 'put');
		const all = this.of(table);
		const places = new Map(all.map((one, place) => [keyOf(table, one), place]));
		for (const row of newestOfEach(table, rows.map(storable))) {
			const same = places.get(keyOf(table, row));
			const copy = Object.fromEntries(Object.entries(row));
			if (same !== undefined) all[same] = copy;
			else all.push(copy);
		}
		// What was there twice, after a statement that was cut off, is there once then: as n8n writes all rows of a key.
		if (places.size < all.length) {
			const written = new Set(rows.map((row) => keyOf(table, row)));
			const last = new Map(all.map((one, place) => [keyOf(table, one), place]));
			const kept = all.filter((one, place) => {
				const key = keyOf(table, one);
				return !written.has(key) || last.get(key) === place;
			});
			all.splice(0, all.length, ...kept);
		}
		this.after({ table: table.name, kind: 'put' });
	}

	async update<R extends object>(
		table: Table<R>,
		where: Where<R>,
		values: Partial<R>,
	): Promise<number> {
		await this.enter(table.name, 'update');
		const found = this.of(table).filter((row) => matches(row, where));
		for (const row of found) Object.assign(row, storable(values));
		this.after({ table: table.name, kind: 'update' });
		return found.length;
	}

	async remove<R extends object>(
		table: Table<R>,
		where: Where<R>,
		anyOf?: ReadOptions<R>['anyOf'],
	): Promise<number> {
		await this.enter(table.name, 'remove');
		const all = this.of(table);
		const kept = all.filter((row) => !(matches(row, where) && isAnyOf(row, anyOf)));
		this.rows.set(table.name, kept);
		this.after({ table: table.name, kind: 'remove' });
		return all.length - kept.length;
	}

	/** What a user can do by hand in n8n: any value in any column. */
	edit(table: string, change: (rows: Array<Record<string, unknown>>) => void): void {
		change(this.rows.get(table) ?? []);
	}

	/** Everything, as text: for tests that look for what must not be there. */
	dump(): string {
		return JSON.stringify([...this.rows]);
	}

	private async enter(table: string, kind: 'read' | 'put' | 'update' | 'remove'): Promise<void> {
		this.before({ table, kind });
		// As with n8n, others may come in between.
		await Promise.resolve();
	}

	private of<R extends object>(table: Table<R>): Array<Record<string, unknown>> {
		const found = this.rows.get(table.name) ?? [];
		this.rows.set(table.name, found);
		return found;
	}
}

function isAnyOf<R>(row: Record<string, unknown>, anyOf: ReadOptions<R>['anyOf']): boolean {
	return !anyOf || anyOf.values.map(storableText).includes(String(row[anyOf.column]));
}

function matches<R>(row: Record<string, unknown>, where: Where<R>): boolean {
	return Object.entries<Condition | undefined>(where).every(([column, condition]) => {
		const value = row[column];
		if (condition === undefined) return true;
		if (typeof condition !== 'object') return value === asStored(condition);
		if ('not' in condition) return value !== asStored(condition.not);
		const isAbove = !('gte' in condition) || Number(value) >= condition.gte;
		return isAbove && (!('lt' in condition) || Number(value) < condition.lt);
	});
}

const asStored = <V>(value: V): V | string =>
	typeof value === 'string' ? storableText(value) : value;
