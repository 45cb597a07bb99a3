import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { runDataTableNode } from './runDataTableNode';

const ONE_ITEM: INodeExecutionData[] = [{ json: {} }];
const ListedSchema = z.object({
	id: z.string(),
	name: z.string(),
	columns: z.array(z.object({ name: z.string() })).default([]),
});
export type ListedTable = z.output<typeof ListedSchema>;

/**
 * The Data Tables of this project.
 *
 * @param part if given, only those whose name has this in it; to be compared afterwards, as n8n does so loosely
 * @throws what n8n throws
 */
export async function listDataTables(
	context: IExecuteFunctions,
	part?: string,
): Promise<ListedTable[]> {
	const items = await runDataTableNode(context, ONE_ITEM, {
		resource: 'table',
		operation: 'list',
		returnAll: true,
		options: part === undefined ? {} : { filterName: part },
	});
	return items.flatMap(({ json }) => ListedSchema.safeParse(json).data ?? []);
}
