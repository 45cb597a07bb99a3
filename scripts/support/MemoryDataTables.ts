import { ExecuteWorkflowTrigger } from 'n8n-nodes-base/dist/nodes/ExecuteWorkflow/ExecuteWorkflowTrigger/ExecuteWorkflowTrigger.node';
import { DataTable } from 'n8n-nodes-base/dist/nodes/DataTable/DataTable.node';
import { WorkflowExecute } from 'n8n-core';
import {
	type DataTableFilter,
	type IExecuteWorkflowInfo,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { TABLES } from '../../src/state/tables';

type Row = Record<string, unknown> & { id: number };
interface StoredTable {
	id: string;
	name: string;
	columns: Array<{ name: string; type: string }>;
	rows: Row[];
}

/** @returns the name that a table of this id was made with */
export const madeAs = (id: string): string => id.split('#')[0] ?? id;

/**
 * What n8n's Data Table module is to its own node, in memory: so n8n's real Data Table node runs in tests on n8n-core
 * (n8n-platform reference §18.1).
 */
export class MemoryDataTables {
	private readonly tables = new Map<string, StoredTable>();

	private nextId = 1;

	private nextTable = 1;

	/** Inline workflows that were run, by operation of the Data Table node. */
	readonly calls: string[] = [];

	/** Throws to play a table that cannot be used. */
	before: (table: string, kind: 'read' | 'write') => void = () => undefined;

	/** Rows as they are; what is changed here is changed in the table. */
	rows(name: string): Row[] {
		return this.tables.get(name)?.rows ?? [];
	}

	/** Puts rows into one of our tables, as a user can in n8n. */
	seed(name: string, rows: readonly object[]): void {
		const known = TABLES.find((one) => one.name === name);
		if (!known) throw new Error(`There is no table ${name}`);
		const columns = Object.entries(known.columns).map(([column, type]) => ({ name: column, type }));
		const table = this.tables.get(name) ?? this.make(name, columns);
		const empty = Object.fromEntries(columns.map((column) => [column.name, null]));
		for (const row of rows) table.rows.push({ ...empty, ...row, id: this.nextId++ });
	}

	names(): string[] {
		return [...this.tables.keys()];
	}

	/** Deletes a table, as a user can in n8n. */
	drop(name: string): void {
		this.tables.delete(name);
	}

	/** Gives a table another name, as a user can in n8n. */
	rename(name: string, to: string): void {
		const table = this.tables.get(name);
		if (!table || this.tables.has(to)) throw new Error(`${name} cannot become ${to}`);
		this.tables.delete(name);
		this.tables.set(to, { ...table, name: to });
	}

	private make(name: string, columns: StoredTable['columns']): StoredTable {
		const table: StoredTable = { id: `${name}#${this.nextTable++}`, name, columns, rows: [] };
		this.tables.set(name, table);
		return table;
	}

	/** For `additionalData['data-table']`. */
	readonly provider = {
		getDataTableAggregateProxy: async () => ({
			getProjectId: () => 'project',
			createDataTable: async ({
				name,
				columns,
			}: {
				name: string;
				columns: StoredTable['columns'];
			}) => {
				if (this.tables.has(name)) throw new Error(`Data table with name '${name}' already exists`);
				return this.make(name, columns);
			},
			getManyAndCount: async ({
				filter,
				skip = 0,
				take = 100,
			}: {
				filter?: { name?: string };
				skip?: number;
				take?: number;
			}) => {
				// n8n finds a name in longer ones, too, and gives the newest table first.
				const part = filter?.name?.toLowerCase() ?? '';
				const found = [...this.tables.values()].filter(({ name }) =>
					name.toLowerCase().includes(part),
				);
				found.reverse();
				return { count: found.length, data: found.slice(skip, skip + take) };
			},
			deleteDataTableAll: async () => true,
		}),
		getDataTableProxy: async (_workflow: unknown, _node: unknown, id: string) => this.proxy(id),
	};

	/** For `additionalData.executeWorkflow`: runs an inline workflow on the same engine. */
	executeWorkflow(additionalData: () => IWorkflowExecuteAdditionalData, ours?: INodeType) {
		const trigger = new ExecuteWorkflowTrigger();
		const dataTable = new DataTable();
		const byName = (name: string) => {
			if (name.endsWith('.dataTable')) return dataTable;
			return name.startsWith('test.') && ours ? ours : trigger;
		};
		const nodeTypes = {
			getByName: byName,
			getByNameAndVersion: byName,
			getKnownTypes: () => ({}),
		} as unknown as INodeTypes;
		return async (
			{ code }: IExecuteWorkflowInfo,
			_additional: unknown,
			{ inputData = [] }: { inputData?: INodeExecutionData[] },
		) => {
			if (!code) throw new Error('Only inline workflows are run here');
			const workflow = new Workflow({
				id: 'inline',
				name: code.name,
				nodes: code.nodes,
				connections: code.connections,
				active: false,
				nodeTypes,
				settings: code.settings ?? {},
			});
			const table = code.nodes.find(({ type }) => type.endsWith('.dataTable'));
			const operation = table?.parameters.operation;
			this.calls.push(typeof operation === 'string' ? operation : '');
			const startNode = workflow.getNode(code.nodes[0]?.name ?? '');
			if (!startNode) throw new Error('An inline workflow begins with its trigger');
			const run = await new WorkflowExecute(additionalData(), 'integrated').run({
				workflow,
				startNode,
				pinData: { [startNode.name]: inputData },
			});
			const { error, runData, lastNodeExecuted = '' } = run.data.resultData;
			if (error) throw error;
			return { executionId: 'inline', data: runData[lastNodeExecuted]?.at(-1)?.data?.main ?? [] };
		};
	}

	private proxy(id: string) {
		const table = (): StoredTable => {
			const found = [...this.tables.values()].find((one) => one.id === id);
			if (!found) throw new Error(`Data table ${id} not found`);
			return found;
		};
		const complete = (data: object, row?: Row): Row => {
			const { columns, name } = table();
			const given = Object.entries(data);
			for (const [column, value] of given) {
				const known = columns.find((one) => one.name === column);
				if (!known) throw new Error(`unknown column name '${column}' in ${name}`);
				if (value !== null && typeof value !== known.type)
					throw new Error(`value of ${name}.${column} does not match column type ${known.type}`);
				// As PostgreSQL does.
				if (typeof value === 'string' && value.includes('\0'))
					throw new Error('invalid byte sequence for encoding "UTF8": 0x00');
			}
			const empty = Object.fromEntries(columns.map((column) => [column.name, null]));
			return { ...(row ?? { id: this.nextId++, ...empty }), ...Object.fromEntries(given) };
		};
		const update = (filter: DataTableFilter, data: object): Row[] => {
			const changed: Row[] = [];
			table().rows = table().rows.map((row) => {
				if (!passes(row, filter)) return row;
				const next = complete(data, row);
				changed.push(next);
				return next;
			});
			return changed;
		};
		return {
			getColumns: async () => table().columns,
			getManyRowsAndCount: async ({
				filter,
				take = 1000,
				skip = 0,
				sortBy,
			}: {
				filter?: DataTableFilter;
				take?: number;
				skip?: number;
				/** Column and direction; always by id here. */
				sortBy?: [string, 'ASC' | 'DESC'];
			}) => {
				this.before(table().name, 'read');
				const found = table().rows.filter((row) => !filter || passes(row, filter));
				const direction = sortBy?.[1] === 'DESC' ? -1 : 1;
				found.sort((a, b) => direction * (a.id - b.id));
				return { count: found.length, data: found.slice(skip, skip + take) };
			},
			insertRows: async (rows: object[], returnType: string) => {
				this.before(table().name, 'write');
				const inserted = rows.map((row) => complete(row));
				table().rows.push(...inserted);
				return returnType === 'count' ? { success: true, insertedRows: rows.length } : inserted;
			},
			updateRows: async ({ filter, data }: { filter: DataTableFilter; data: object }) => {
				this.before(table().name, 'write');
				return update(filter, data);
			},
			upsertRow: async ({
				filter,
				data,
				dryRun,
			}: {
				filter: DataTableFilter;
				data: object;
				dryRun?: boolean;
			}) => {
				this.before(table().name, 'write');
				// n8n holds it against the size limit and the columns all the same.
				if (dryRun) return [complete(data)];
				const changed = update(filter, data);
				if (changed.length > 0) return changed;
				const row = complete(data);
				table().rows.push(row);
				return [row];
			},
			deleteRows: async ({ filter }: { filter: DataTableFilter }) => {
				this.before(table().name, 'write');
				const gone = table().rows.filter((row) => passes(row, filter));
				table().rows = table().rows.filter((row) => !gone.includes(row));
				return gone;
			},
		};
	}
}

function passes(row: Row, { type, filters }: DataTableFilter): boolean {
	const holds = ({ columnName, condition, value }: DataTableFilter['filters'][number]): boolean => {
		const own = row[columnName];
		if (typeof value === 'string' && value.includes('\0'))
			throw new Error('invalid byte sequence for encoding "UTF8": 0x00');
		switch (condition) {
			case 'eq':
				return own === value;
			case 'neq':
				return own !== value;
			case 'lt':
				return own !== null && Number(own) < Number(value);
			case 'gte':
				return own !== null && Number(own) >= Number(value);
			case 'gt':
			case 'lte':
			case 'like':
			case 'ilike':
			case 'isEmpty':
			case 'isNotEmpty':
			default:
				throw new Error(`The condition ${condition} is not played here`);
		}
	};
	if (filters.length === 0) return true;
	return type === 'and' ? filters.every(holds) : filters.some(holds);
}
