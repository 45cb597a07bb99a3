import type { INode, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { madeAs, type MemoryDataTables } from '../../support/MemoryDataTables';

const ConditionSchema = z.object({
	keyName: z.string(),
	condition: z.enum(['eq', 'neq', 'lt', 'gte']),
	keyValue: z.union([z.string(), z.number(), z.boolean()]),
});
const ParametersSchema = z.object({
	resource: z.enum(['row', 'table']),
	operation: z.enum(['list', 'create', 'get', 'insert', 'upsert', 'update', 'deleteRows']),
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

/** @returns the name that a table was made with; `all` where tables are listed */
export const tableOf = ({ tableName, dataTableId }: DataTableStatement): string =>
	tableName ?? (dataTableId && madeAs(dataTableId.value)) ?? 'all';

/**
 * What n8n's Data Table node does with its proxies of tables, without the engine around it, which would cost some
 * milliseconds a statement. `replay.test.ts` holds it to n8n's own node.
 */
export async function runStatement(
	tables: MemoryDataTables,
	statement: DataTableStatement,
	items: readonly INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const project = await tables.provider.getDataTableAggregateProxy();
	if (statement.operation === 'list') {
		const { data } = await project.getManyAndCount({});
		return data.map(({ id, name, columns }) => ({ json: { id, name, columns } }));
	}
	if (statement.operation === 'create') {
		const { column } = ColumnsSchema.parse(statement.columns);
		const { id, name } = await project.createDataTable({
			name: tableOf(statement),
			columns: column,
		});
		return [{ json: { id, name } }];
	}
	const proxy = await tables.provider.getDataTableProxy(
		undefined,
		undefined,
		statement.dataTableId?.value ?? '',
	);
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
				const what = { filter: filterOf(statement), data: json };
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

function filterOf({ matchType, filters }: DataTableStatement) {
	const type: 'and' | 'or' = matchType === 'allConditions' ? 'and' : 'or';
	return {
		type,
		filters: filters.conditions.map(({ keyName, condition, keyValue }) => ({
			columnName: keyName,
			condition,
			value: valueOf(keyValue),
		})),
	};
}

const JsonScalarSchema = z.union([z.string(), z.number(), z.boolean()]);

/** n8n would evaluate an expression: a text that is quoted letter by letter. */
function valueOf(given: string | number | boolean): string | number | boolean {
	if (typeof given !== 'string' || !given.startsWith('=')) return given;
	return JsonScalarSchema.parse(JSON.parse(given.slice('={{ '.length, -' }}'.length)));
}
