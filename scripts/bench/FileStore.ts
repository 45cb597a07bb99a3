import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { keyOf, newestOfEach } from '../../src/state/keyOf';
import type { Condition, ReadOptions, StateStore, Where } from '../../src/state/StateStore';
import { storable, storableText } from '../../src/state/storable';
import { readRow, type Table } from '../../src/state/Table';

type Row = Record<string, SQLInputValue>;

/** State in an SQLite file, as n8n keeps it by default: what is stored takes none of the process's memory. */
export class FileStore implements StateStore {
	private readonly db: DatabaseSync;

	private readonly made = new Set<string>();

	constructor(file: string) {
		this.db = new DatabaseSync(file);
		this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
	}

	async read<R extends object>(
		table: Table<R>,
		where: Where<R>,
		{ anyOf, limit }: ReadOptions<R> = {},
	): Promise<R[]> {
		this.make(table);
		const [sql, values] = conditions(where, anyOf);
		const found = this.db
			.prepare(`SELECT * FROM ${table.name}${sql} ORDER BY seq`)
			.all(...values)
			.map((row) => readRow(table, asWritten(table, row)));
		return await Promise.resolve(newestOfEach(table, found).slice(0, limit));
	}

	async put<R extends object>(table: Table<R>, rows: readonly R[]): Promise<void> {
		this.make(table);
		const columns = Object.keys(table.columns);
		const insert = this.db.prepare(
			`INSERT INTO ${table.name} (rowkey, ${columns.join(', ')}) VALUES (?, ${columns.map(() => '?').join(', ')})
			ON CONFLICT (rowkey) DO UPDATE SET ${columns.map((one) => `${one} = excluded.${one}`).join(', ')}`,
		);
		this.db.exec('BEGIN');
		for (const row of newestOfEach(table, rows.map(storable))) {
			const values: Row = asColumns(row);
			insert.run(keyOf(table, row), ...columns.map((one) => values[one] ?? null));
		}
		this.db.exec('COMMIT');
		await Promise.resolve();
	}

	async update<R extends object>(
		table: Table<R>,
		where: Where<R>,
		values: Partial<R>,
	): Promise<number> {
		this.make(table);
		const [sql, bound] = conditions(where);
		const change = Object.entries(asColumns(storable(values)));
		const { changes } = this.db
			.prepare(`UPDATE ${table.name} SET ${change.map(([name]) => `${name} = ?`).join(', ')}${sql}`)
			.run(...change.map(([, value]) => value), ...bound);
		return await Promise.resolve(Number(changes));
	}

	async remove<R extends object>(
		table: Table<R>,
		where: Where<R>,
		anyOf?: ReadOptions<R>['anyOf'],
	): Promise<number> {
		this.make(table);
		const [sql, bound] = conditions(where, anyOf);
		const { changes } = this.db.prepare(`DELETE FROM ${table.name}${sql}`).run(...bound);
		return await Promise.resolve(Number(changes));
	}

	/** How large a table is, in bytes of its texts. */
	bytesOf<R extends object>(table: Table<R>): number {
		this.make(table);
		const { name, columns } = table;
		const texts = Object.keys(columns).map((one) => `length(coalesce(${one}, ''))`);
		const row = this.db.prepare(`SELECT sum(${texts.join(' + ')}) AS bytes FROM ${name}`).get();
		return Number(row?.bytes ?? 0);
	}

	close(): void {
		this.db.close();
	}

	private make<R extends object>({ name, columns, key }: Table<R>): void {
		if (this.made.has(name)) return;
		const named = Object.keys(columns).join(', ');
		this.db.exec(
			`CREATE TABLE IF NOT EXISTS ${name} (seq INTEGER PRIMARY KEY, rowkey TEXT UNIQUE, ${named})`,
		);
		for (const one of [...key, ...('kind' in columns ? ['kind'] : [])])
			this.db.exec(`CREATE INDEX IF NOT EXISTS ${name}_${one} ON ${name} (${one})`);
		this.made.add(name);
	}
}

function asColumns(row: object): Row {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]: [string, unknown]) => [
			name,
			typeof value === 'boolean' ? Number(value) : (value as SQLInputValue),
		]),
	);
}

/** SQLite has no booleans. */
function asWritten<R extends object>({ columns }: Table<R>, row: object): object {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]: [string, unknown]) => [
			name,
			columns[name] === 'boolean' && value !== null ? value === 1 : value,
		]),
	);
}

function conditions<R>(
	where: Where<R>,
	anyOf?: ReadOptions<R>['anyOf'],
): [sql: string, values: SQLInputValue[]] {
	const parts: string[] = [];
	const values: SQLInputValue[] = [];
	const add = (sql: string, value: string | number | boolean): void => {
		parts.push(sql);
		const plain = typeof value === 'boolean' ? Number(value) : value;
		values.push(typeof plain === 'string' ? storableText(plain) : plain);
	};
	for (const [column, condition] of Object.entries<Condition | undefined>(where)) {
		if (condition === undefined) continue;
		if (typeof condition !== 'object') add(`${column} = ?`, condition);
		else if ('not' in condition) add(`${column} <> ?`, condition.not);
		else {
			if ('gte' in condition) add(`${column} >= ?`, condition.gte);
			if ('lt' in condition) add(`${column} < ?`, condition.lt);
		}
	}
	if (anyOf) {
		parts.push(`${anyOf.column} IN (${anyOf.values.map(() => '?').join(', ')})`);
		values.push(...anyOf.values.map(storableText));
	}
	return [parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`, values];
}
