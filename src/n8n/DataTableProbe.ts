import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { StateError } from '../errors/StateError';
import { estimateSize, type SampledRow, type TableSize } from '../state/estimateSize';
import type { TableProbe } from '../state/TableProbe';
import { runDataTableNode } from './runDataTableNode';

/** Rows at each end of a table. */
const SAMPLED = 200;
const SampledSchema = z.object({ id: z.number() }).passthrough();

const ONE_ITEM: INodeExecutionData[] = [{ json: {} }];
const NamedSchema = z.object({
	name: z.string(),
	columns: z.array(z.object({ name: z.string() })),
});

/** Asks n8n's Data Table node to list tables, and to say what an upsert would do. */
export class DataTableProbe implements TableProbe {
	constructor(private readonly context: IExecuteFunctions) {}

	async names(): Promise<string[]> {
		return (await this.tables()).map(({ name }) => name);
	}

	async takesRows(table: string): Promise<boolean> {
		const column = (await this.tables()).find(({ name }) => name === table)?.columns[0]?.name;
		if (column === undefined) return false;
		try {
			// n8n looks at the size limit before it looks whether this is a dry run.
			await runDataTableNode(this.context, [{ json: { [column]: null } }], {
				resource: 'row',
				operation: 'upsert',
				dataTableId: { __rl: true, mode: 'name', value: table },
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
			const items = await runDataTableNode(this.context, ONE_ITEM, {
				resource: 'row',
				operation: 'get',
				dataTableId: { __rl: true, mode: 'name', value: table },
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

	private async tables(): Promise<Array<z.output<typeof NamedSchema>>> {
		try {
			const items = await runDataTableNode(this.context, ONE_ITEM, {
				resource: 'table',
				operation: 'list',
				returnAll: true,
				options: {},
			});
			return items.flatMap(({ json }) => NamedSchema.safeParse(json).data ?? []);
		} catch (error) {
			throw StateError.unusable('rsc_contracts', error);
		}
	}
}
