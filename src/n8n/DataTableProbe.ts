import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { StateError } from '../errors/StateError';
import { estimateSize, type SampledRow, type TableSize } from '../state/estimateSize';
import type { TableProbe } from '../state/TableProbe';
import { type ListedTable, listDataTables } from './listDataTables';
import { runDataTableNode } from './runDataTableNode';
import { TableIds } from './TableIds';

/** Rows at each end of a table. */
const SAMPLED = 200;
const SampledSchema = z.object({ id: z.number() }).passthrough();

const ONE_ITEM: INodeExecutionData[] = [{ json: {} }];
/** Asks n8n's Data Table node to list tables, and to say what an upsert would do. */
export class DataTableProbe implements TableProbe {
	private readonly ids: TableIds;

	constructor(private readonly context: IExecuteFunctions) {
		this.ids = new TableIds(context);
	}

	async names(): Promise<string[]> {
		return (await this.tables()).map(({ name }) => name);
	}

	async takesRows(table: string): Promise<boolean> {
		const found = (await this.tables()).find(({ name }) => name === table);
		const column = found?.columns[0]?.name;
		if (!found || column === undefined) return false;
		try {
			// n8n looks at the size limit before it looks whether this is a dry run.
			await runDataTableNode(this.context, [{ json: { [column]: null } }], {
				resource: 'row',
				operation: 'upsert',
				dataTableId: { __rl: true, mode: 'id', value: found.id },
				matchType: 'allConditions',
				filters: { conditions: [{ keyName: 'id', condition: 'eq', keyValue: -1 }] },
				columns: { mappingMode: 'autoMapInputData', value: {} },
				options: { dryRun: true },
			});
			return true;
		} catch {
			return false;
		}
	}

	async size(table: string): Promise<TableSize> {
		const oldest = await this.sample(table, 'ASC');
		const newest = oldest.length < SAMPLED ? [] : await this.sample(table, 'DESC');
		return estimateSize(oldest, newest, SAMPLED);
	}

	private async sample(table: string, orderByDirection: 'ASC' | 'DESC'): Promise<SampledRow[]> {
		try {
			const id = await this.ids.find(table);
			if (id === undefined) return [];
			const items = await runDataTableNode(this.context, ONE_ITEM, {
				resource: 'row',
				operation: 'get',
				dataTableId: { __rl: true, mode: 'id', value: id },
				matchType: 'allConditions',
				filters: { conditions: [] },
				...{ returnAll: false, limit: SAMPLED },
				...{ orderBy: true, orderByColumn: 'id', orderByDirection },
			});
			return items.flatMap(({ json }) => SampledSchema.safeParse(json).data ?? []);
		} catch (error) {
			throw StateError.unusable(table, error);
		}
	}

	private async tables(): Promise<ListedTable[]> {
		try {
			return await listDataTables(this.context);
		} catch (error) {
			throw StateError.unusable('rsc_contracts', error);
		}
	}
}
