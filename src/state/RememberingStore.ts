import type { ReadOptions, StateStore, Where } from './StateStore';
import type { Table } from './Table';
import { CONTRACTS, LOCKS, SETTINGS } from './tables';

/** Few rows an organization, changed by people now and then, and asked for several times a run. */
const REMEMBERED: ReadonlySet<string> = new Set([CONTRACTS.name, SETTINGS.name]);
/** What a person has changed counts after this time at the latest. */
const FRESH_MS = 5_000;

interface Known {
	atMs: number;
	rows: Promise<readonly object[]>;
}

/**
 * The store of one execution, which reads contracts and settings of an organization once in some seconds: each statement is
 * an execution of n8n's. They are read anew after a lock was taken, renewed or given up, and after whatever this execution
 * writes to them.
 */
export class RememberingStore implements StateStore {
	private readonly known = new Map<string, Known>();

	constructor(
		private readonly store: StateStore,
		private readonly now: () => number,
	) {}

	async read<R extends object>(
		table: Table<R>,
		where: Where<R>,
		options?: ReadOptions<R>,
	): Promise<R[]> {
		const { organization, ...others } = conditionsOf(where);
		if (!REMEMBERED.has(table.name) || options || typeof organization !== 'string')
			return await this.store.read(table, where, options);
		const wanted = Object.entries(others);
		if (wanted.some(([, condition]) => typeof condition === 'object'))
			return await this.store.read(table, where);
		const rows = await this.ofOrganization(table, organization);
		// Copies: whoever changes one changes no other's.
		return rows
			.map((row) => table.schema.parse(row))
			.filter((row) => {
				const values = conditionsOf(row);
				return wanted.every(([column, value]) => value === undefined || values[column] === value);
			});
	}

	async put<R extends object>(table: Table<R>, rows: readonly R[]): Promise<void> {
		await this.write(table, async () => {
			await this.store.put(table, rows);
		});
	}

	async update<R extends object>(
		table: Table<R>,
		where: Where<R>,
		values: Partial<R>,
	): Promise<number> {
		return await this.write(table, async () => await this.store.update(table, where, values));
	}

	async remove<R extends object>(
		table: Table<R>,
		where: Where<R>,
		anyOf?: ReadOptions<R>['anyOf'],
	): Promise<number> {
		return await this.write(table, async () => await this.store.remove(table, where, anyOf));
	}

	private async ofOrganization<R extends object>(
		table: Table<R>,
		organization: string,
	): Promise<readonly object[]> {
		const name = `${table.name} ${organization}`;
		const nowMs = this.now();
		const known = this.known.get(name);
		if (known && Math.abs(nowMs - known.atMs) < FRESH_MS) return await known.rows;
		const where: Where<Record<string, unknown>> = { organization };
		const read: Known = { atMs: nowMs, rows: this.store.read(table, where) };
		this.known.set(name, read);
		try {
			return await read.rows;
		} catch (error) {
			if (this.known.get(name) === read) this.known.delete(name);
			throw error;
		}
	}

	/** What was read before, or while it was being written, is not remembered. */
	private async write<R extends object, T>(table: Table<R>, work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} finally {
			this.forget(table.name);
		}
	}

	private forget(table: string): void {
		if (table === LOCKS.name) this.known.clear();
		else if (REMEMBERED.has(table))
			for (const name of this.known.keys())
				if (name.startsWith(`${table} `)) this.known.delete(name);
	}
}

const conditionsOf = (columns: object): Record<string, unknown> =>
	Object.fromEntries(Object.entries(columns));
