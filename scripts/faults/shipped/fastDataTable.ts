import type { INode, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import type { MemoryDataTables } from '../../support/MemoryDataTables';

const ConditionSchema = z.object({
	keyName: z.string(),
	condition: z.enum(['eq', 'neq', 'lt', 'gte']),
	keyValue: z.union([z.string(), z.number(), z.boolean()]),
});
const ParametersSchema = z.object({
	resource: z.enum(['row', 'table']),
	operation: z.enum(['create', 'get', 'insert', 'upsert', 'update', 'deleteRows']),
	tableName: z.string().optional(),
	dataTableId: z.object({ value: z.string() }).optional(),
	columns: z.unknown(),
	matchType: z.enum(['allConditions', 'anyCondition']).default('allConditions'),
	filters: z.object({ conditions: z.array(ConditionSchema) }).default({ conditions: [] }),
	limit: z.number().optional(),
});
export type DataTableStatement = z.infer<typeof ParametersSchema>;
const ColumnsSchema = z.object({
	column: z.array(z.object({ name: z.string(), type: z.string() })),
});

/** @returns what a Data Table node is asked for, where it is one of the statements of the package */
export function statementOf({ type, parameters }: INode): DataTableStatement | undefined {
	if (!type.endsWith('.dataTable')) return undefined;
	return ParametersSchema.safeParse(parameters).data;
}

export const tableOf = ({ tableName, dataTableId }: DataTableStatement): string =>
	tableName ?? dataTableId?.value ?? '';

/**
 * What n8n's Data Table node does with its proxies of tables, without the engine around it, which would cost some
 * milliseconds a statement. `replay.test.ts` holds it to n8n's own node.
 */
export async function runStatement(
	tables: MemoryDataTables,
	statement: DataTableStatement,
	items: readonly INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const name = tableOf(statement);
	if (statement.operation === 'create') {
		const made = await tables.provider.getDataTableAggregateProxy();
		const { column } = ColumnsSchema.parse(statement.columns);
		if (!tables.names().includes(name)) await made.createDataTable({ name, columns: column });
		return [{ json: { id: name, name } }];
	}
	if (!tables.names().includes(name)) throw new Error(`Data table with name "${name}" not found`);
	const proxy = await tables.provider.getDataTableProxy(undefined, undefined, name);
	const toItems = (rows: readonly object[]): INodeExecutionData[] =>
		rows.map((row) => ({ json: { ...row } }));
	switch (statement.operation) {
		case 'get': {
			const { data } = await proxy.getManyRowsAndCount({
				filter: filterOf(statement),
				take: statement.limit ?? Number.POSITIVE_INFINITY,
				sortBy: ['id', 'ASC'],
			});
			return toItems(data);
		}
		case 'insert':
			await proxy.insertRows(
				items.map(({ json }) => json),
				'count',
			);
			return [{ json: { success: true } }];
		case 'deleteRows':
			return toItems(await proxy.deleteRows({ filter: filterOf(statement) }));
		case 'update':
		case 'upsert': {
			const done: INodeExecutionData[] = [];
			for (const { json } of items) {
				const what = { filter: filterOf(statement, json), data: json };
				const rows =
					statement.operation === 'update'
						? await proxy.updateRows(what)
						: await proxy.upsertRow(what);
				done.push(...toItems(rows));
			}
			return done;
		}
	}
}

function filterOf(
	{ matchType, filters }: DataTableStatement,
	item: Readonly<Record<string, unknown>> = {},
) {
	const type: 'and' | 'or' = matchType === 'allConditions' ? 'and' : 'or';
	return {
		type,
		filters: filters.conditions.map(({ keyName, condition, keyValue }) => ({
			columnName: keyName,
			condition,
			value: valueOf(keyValue, keyName, item),
		})),
	};
}

const JsonScalarSchema = z.union([z.string(), z.number(), z.boolean()]);

/** n8n would evaluate an expression: a column of the item, or a text that is quoted letter by letter. */
function valueOf(
	given: string | number | boolean,
	column: string,
	item: Readonly<Record<string, unknown>>,
): string | number | boolean {
	if (typeof given !== 'string' || !given.startsWith('=')) return given;
	if (given.startsWith('={{ $json[')) return JsonScalarSchema.parse(item[column]);
	return JsonScalarSchema.parse(JSON.parse(given.slice('={{ '.length, -' }}'.length)));
}
