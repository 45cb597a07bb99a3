import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Table } from '../state/Table';
import { listDataTables } from './listDataTables';
import { runDataTableNode } from './runDataTableNode';

/** All names of our tables have this in them. */
const PREFIX = 'rsc_';
/** So long a table is taken for the one that had the name: that somebody has renamed it is noticed afterwards. */
const FRESH_MS = 20_000;
const ONE_ITEM: INodeExecutionData[] = [{ json: {} }];

interface Listed {
	/** Epoch milliseconds. */
	atMs: number;
	/** By name. */
	ids: ReadonlyMap<string, string>;
}

/** What this process has seen, by workflow: tables belong to the workflow's project. */
const byWorkflow = new Map<string, Listed>();

/**
 * Which Data Table has which name. By name, n8n's node would take the newest table in whose name the given one is found, a
 * user's copy `rsc_people_old` for `rsc_people`, and look for it several times a statement; so it is told ids.
 */
export class TableIds {
	/** Not shared with other executions: one that is cancelled would leave them waiting. */
	private listing: Promise<ReadonlyMap<string, string>> | undefined;

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * @returns the id of the table that has exactly this name, if there is one
	 * @throws what n8n throws
	 */
	async find(name: string): Promise<string | undefined> {
		return (await this.listed()).get(name);
	}

	/**
	 * The table is made if there is none of exactly this name.
	 *
	 * @throws what n8n throws
	 */
	async findOrCreate<R extends object>(table: Table<R>): Promise<string> {
		return (await this.find(table.name)) ?? (await this.create(table));
	}

	/** Tables are looked up anew: something went wrong, and one of them may have been deleted. */
	forget(): void {
		byWorkflow.delete(this.workflow);
		this.listing = undefined;
	}

	private get workflow(): string {
		return this.context.getWorkflow().id ?? '';
	}

	private async listed(): Promise<ReadonlyMap<string, string>> {
		const known = byWorkflow.get(this.workflow);
		if (known && Math.abs(Date.now() - known.atMs) < FRESH_MS) return known.ids;
		this.listing ??= this.list().finally(() => {
			this.listing = undefined;
		});
		return await this.listing;
	}

	private async list(): Promise<ReadonlyMap<string, string>> {
		const atMs = Date.now();
		const tables = await listDataTables(this.context, PREFIX);
		const ids = new Map(tables.map(({ name, id }) => [name, id]));
		byWorkflow.set(this.workflow, { atMs, ids });
		return ids;
	}

	private async create<R extends object>(table: Table<R>): Promise<string> {
		const column = Object.entries(table.columns).map(([name, type]) => ({ name, type }));
		this.forget();
		let failure: unknown;
		try {
			await runDataTableNode(this.context, ONE_ITEM, {
				resource: 'table',
				operation: 'create',
				tableName: table.name,
				columns: { column },
				// It would look for a name that contains this one.
				options: { createIfNotExists: false },
			});
		} catch (error) {
			// Another run may have made it meanwhile: then it is found.
			failure = error;
		}
		const id = await this.find(table.name);
		if (id !== undefined) return id;
		throw failure instanceof Error ? failure : new Error(`n8n does not list ${table.name}`);
	}
}
