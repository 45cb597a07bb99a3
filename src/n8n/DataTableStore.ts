import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { chunks } from '../basics/chunks';
import { StateError } from '../errors/StateError';
import { newestOfEach } from '../state/keyOf';
import type { Condition, ReadOptions, StateStore, Where } from '../state/StateStore';
import { storable, storableText } from '../state/storable';
import { readRow, type Table } from '../state/Table';
import { runDataTableNode } from './runDataTableNode';
import { TableIds } from './TableIds';

/**
 * How many rows one condition of "any of these" names: n8n makes one SQL statement of them, and SQLite takes up to a
 * thousand. Each run of the node costs as much as some hundred conditions.
 */
const MOST_CONDITIONS = 500;

/** A type, not an interface: n8n takes it as a parameter then. */
type TableFilter = {
	keyName: string;
	condition: 'eq' | 'neq' | 'lt' | 'gte';
	keyValue: string | number | boolean;
};

const RowIdSchema = z.object({ id: z.number() }).passthrough();
type RawRow = z.output<typeof RowIdSchema>;
const KeySchema = z.union([z.string(), z.number(), z.boolean()]);

/**
 * State in n8n's Data Tables. Their helpers are closed to community nodes, but an action node may run n8n's own Data
 * Table node in an inline workflow, which belongs to the project of the calling one (n8n-platform reference §18.1).
 * Tables are made when they are first needed, and made again when somebody has deleted them.
 */
export class DataTableStore implements StateStore {
	private readonly ids: TableIds;

	constructor(private readonly context: IExecuteFunctions) {
		this.ids = new TableIds(context);
	}

	async read<R extends object>(
		table: Table<R>,
		where: Where<R>,
		options: ReadOptions<R> = {},
	): Promise<R[]> {
		const rows = await this.readRaw(table, where, options.anyOf, options.limit);
		const read = newestOfEach(
			table,
			rows.map((row) => readRow(table, row)),
		);
		return options.limit === undefined ? read : read.slice(0, options.limit);
	}

	async put<R extends object>(table: Table<R>, rows: readonly R[]): Promise<void> {
		const wanted = newestOfEach(table, rows.map(storable));
		const [only] = wanted;
		if (!only) return;
		if (wanted.length === 1) {
			await this.run(table, [asItem(only)], {
				operation: 'upsert',
				matchType: 'allConditions',
				filters: {
					conditions: table.key.map((keyName) => ({
						keyName,
						condition: 'eq',
						keyValue: safe(KeySchema.parse(only[keyName])),
					})),
				},
				columns: AS_INPUT,
				options: {},
			});
			return;
		}
		// One statement and one look at the size a row would take seconds: all at once, then the old ones go (§18.1).
		const old = await this.readOld(table, wanted);
		await this.run(table, wanted.map(asItem), {
			operation: 'insert',
			columns: AS_INPUT,
			options: { optimizeBulk: true },
		});
		await this.removeByIds(table, old);
	}

	async update<R extends object>(
		table: Table<R>,
		where: Where<R>,
		values: Partial<R>,
	): Promise<number> {
		const changed = await this.run(table, [asItem(values)], {
			operation: 'update',
			matchType: 'allConditions',
			filters: { conditions: toFilters(where) },
			columns: AS_INPUT,
			options: {},
		});
		return changed.length;
	}

	async remove<R extends object>(
		table: Table<R>,
		where: Where<R>,
		anyOf?: ReadOptions<R>['anyOf'],
	): Promise<number> {
		if (anyOf || Object.keys(where).length === 0) {
			const rows = await this.readRaw(table, where, anyOf);
			await this.removeByIds(
				table,
				rows.map(({ id }) => id),
			);
			return rows.length;
		}
		const removed = await this.run(table, ONE_ITEM, {
			operation: 'deleteRows',
			matchType: 'allConditions',
			filters: { conditions: toFilters(where) },
			options: {},
		});
		return removed.length;
	}

	private async readRaw<R extends object>(
		table: Table<R>,
		where: Where<R>,
		anyOf?: ReadOptions<R>['anyOf'],
		limit?: number,
	): Promise<RawRow[]> {
		if (!anyOf) return await this.get(table, 'allConditions', toFilters(where), limit);
		const rows: RawRow[] = [];
		const values = [...new Set(anyOf.values)];
		for (const some of chunks(values, MOST_CONDITIONS)) {
			const conditions = some.flatMap((value) => toFilter(anyOf.column, value));
			const found = await this.get(table, 'anyCondition', conditions);
			// Data Tables know "all" or "any", not both.
			rows.push(...found.filter((row) => toFilters(where).every((filter) => holds(row, filter))));
		}
		return rows;
	}

	private async get<R extends object>(
		table: Table<R>,
		matchType: 'allConditions' | 'anyCondition',
		conditions: readonly TableFilter[],
		limit?: number,
	): Promise<RawRow[]> {
		const items = await this.run(table, ONE_ITEM, {
			operation: 'get',
			matchType,
			filters: { conditions: conditions.map((one) => ({ ...one })) },
			...(limit === undefined ? { returnAll: true } : { returnAll: false, limit }),
			// n8n orders by id where it is told nothing, which is three queries less.
			orderBy: false,
		});
		return items.flatMap(({ json }) => {
			const row = RowIdSchema.safeParse(json);
			return row.success ? [row.data] : [];
		});
	}

	/** Ids of the rows that are replaced. */
	private async readOld<R extends object>(table: Table<R>, rows: readonly R[]): Promise<number[]> {
		const own = new Set(rows.map((row) => JSON.stringify(table.key.map((column) => row[column]))));
		// The last column of a key tells the most rows apart.
		const column = table.key.at(-1);
		if (column === undefined) return [];
		const values = rows.map((row) => String(row[column]));
		const found = await this.readRaw(table, {}, { column, values });
		return found
			.filter((row) => own.has(JSON.stringify(table.key.map((name) => row[name]))))
			.map(({ id }) => id);
	}

	private async removeByIds<R extends object>(
		table: Table<R>,
		ids: readonly number[],
	): Promise<void> {
		for (const some of chunks(ids, MOST_CONDITIONS)) {
			await this.run(table, ONE_ITEM, {
				operation: 'deleteRows',
				matchType: 'anyCondition',
				filters: {
					conditions: some.map((id) => ({ keyName: 'id', condition: 'eq', keyValue: id })),
				},
				options: {},
			});
		}
	}

	/**
	 * Runs n8n's Data Table node once. When it fails, the table may have been deleted since it was seen: it is made
	 * again, and the node run once more; every operation may be repeated.
	 *
	 * @throws StateError
	 */
	private async run<R extends object>(
		table: Table<R>,
		items: INodeExecutionData[],
		parameters: INode['parameters'],
	): Promise<INodeExecutionData[]> {
		const execute = async (): Promise<INodeExecutionData[]> =>
			await runDataTableNode(this.context, items, {
				resource: 'row',
				dataTableId: { __rl: true, mode: 'id', value: await this.ids.findOrCreate(table) },
				...parameters,
			});
		try {
			return await execute();
		} catch {
			this.ids.forget();
		}
		try {
			return await execute();
		} catch (error) {
			throw StateError.unusable(table.name, error);
		}
	}
}

function asItem(row: object): INodeExecutionData {
	return { json: Object.fromEntries(Object.entries(storable(row))) };
}

const ONE_ITEM: INodeExecutionData[] = [{ json: {} }];
const AS_INPUT = { mappingMode: 'autoMapInputData', value: {} };

function toFilters<R>(where: Where<R>): TableFilter[] {
	return Object.entries<Condition | undefined>(where).flatMap(([column, condition]) =>
		condition === undefined ? [] : toFilter(column, condition),
	);
}

function toFilter(keyName: string, condition: Condition): TableFilter[] {
	if (typeof condition !== 'object')
		return [{ keyName, condition: 'eq', keyValue: safe(condition) }];
	if ('not' in condition) return [{ keyName, condition: 'neq', keyValue: safe(condition.not) }];
	const bounds: TableFilter[] = [];
	if ('gte' in condition) bounds.push({ keyName, condition: 'gte', keyValue: condition.gte });
	if ('lt' in condition) bounds.push({ keyName, condition: 'lt', keyValue: condition.lt });
	return bounds;
}

/** n8n would evaluate a text that begins with "=": such a one becomes an expression that gives it, letter by letter. */
function safe<V extends string | number | boolean>(value: V): V | string {
	if (typeof value !== 'string') return value;
	const text = storableText(value);
	return text.startsWith('=') ? `={{ ${quoted(text)} }}` : text;
}

function quoted(value: string): string {
	const escaped = value.replace(
		/[^A-Za-z0-9]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	return `"${escaped}"`;
}

/** Only conditions on rows that were read: those of texts are compared as they are. */
function holds(row: RawRow, { keyName, condition, keyValue }: TableFilter): boolean {
	const value = row[keyName] ?? '';
	const wanted = keyValue;
	switch (condition) {
		case 'eq':
			return value === wanted;
		case 'neq':
			return value !== wanted;
		case 'lt':
			return Number(value) < Number(wanted);
		case 'gte':
			return Number(value) >= Number(wanted);
	}
}
