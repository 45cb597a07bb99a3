import type { IExecuteFunctions, IExecuteWorkflowInfo, INodeExecutionData } from 'n8n-workflow';
import { DataTableStore } from '../../../src/n8n/DataTableStore';
import type { StateStore } from '../../../src/state/StateStore';
import type { MemoryDataTables } from '../../support/MemoryDataTables';
import { runStatement, statementOf } from './fastDataTable';

let stores = 0;

/** The tables of a world as the package reads and writes them, with nothing that goes wrong. */
export function quietStore(tables: MemoryDataTables): StateStore {
	stores += 1;
	const id = `store ${stores}`;
	const context: unknown = {
		getWorkflow: () => ({ id }),
		getExecutionId: () => id,
		executeWorkflow: async ({ code }: IExecuteWorkflowInfo, items: INodeExecutionData[]) => {
			const node = code?.nodes.find(({ type }) => type.endsWith('.dataTable'));
			const statement = node && statementOf(node);
			if (!statement) throw new Error('No statement of the package');
			return { data: [await runStatement(tables, statement, items)] };
		},
	};
	return new DataTableStore(context as IExecuteFunctions);
}
