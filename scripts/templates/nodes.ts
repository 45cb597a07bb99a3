import { TABLES, type TableName } from '../../src/state/tables';

/** A node as a workflow file holds it; its id is added when the workflow is put together. */
export interface TemplateNode {
	name: string;
	type: string;
	typeVersion: number;
	position: [x: number, y: number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'continueErrorOutput' | 'continueRegularOutput';
	alwaysOutputData?: boolean;
	executeOnce?: boolean;
	retryOnFail?: boolean;
	waitBetweenTries?: number;
	webhookId?: string;
	notes?: string;
}

export type Position = [x: number, y: number];
/** Column → value or n8n expression (`={{ … }}`). */
type Values = Record<string, unknown>;
type Extra = Partial<
	Pick<
		TemplateNode,
		| 'onError'
		| 'alwaysOutputData'
		| 'executeOnce'
		| 'retryOnFail'
		| 'waitBetweenTries'
		| 'credentials'
		| 'webhookId'
	>
>;

/** The recommended credential names: n8n binds imported nodes by type and name (n8n-platform reference §4.1). */
export const CREDENTIALS = {
	linkedIn: { linkedInRscOAuth2Api: { id: '1', name: 'LinkedIn RSC' } },
	smartRecruiters: { smartRecruitersOAuth2Api: { id: '2', name: 'SmartRecruiters' } },
} as const;

/** Any node. */
export function node(
	name: string,
	type: string,
	typeVersion: number,
	position: Position,
	parameters: Record<string, unknown>,
	extra: Extra = {},
): TemplateNode {
	return { name, type, typeVersion, position, parameters, ...extra };
}

/** A node of this package. */
export function own(
	name: string,
	type: string,
	position: Position,
	parameters: Record<string, unknown>,
	extra: Extra = {},
): TemplateNode {
	const version = type.endsWith('Trigger') ? 1.1 : 1;
	const full = `n8n-nodes-recruiter-system-connect.${type}`;
	return node(name, full, version, position, parameters, extra);
}

/** A node of n8n itself. */
export function core(
	name: string,
	type: string,
	typeVersion: number,
	position: Position,
	parameters: Record<string, unknown>,
	extra: Extra = {},
): TemplateNode {
	return node(name, `n8n-nodes-base.${type}`, typeVersion, position, parameters, extra);
}

export function sticky(
	name: string,
	position: Position,
	size: [width: number, height: number],
	content: string,
	color = 7,
): TemplateNode {
	const [width, height] = size;
	return core(name, 'stickyNote', 1, position, { content, width, height, color });
}

/** Sets fields; the value's type decides the field's. */
export function set(
	name: string,
	position: Position,
	fields: Values,
	extra: Extra & { keepOther?: boolean } = {},
): TemplateNode {
	const { keepOther, ...rest } = extra;
	return core(
		name,
		'set',
		3.4,
		position,
		{
			assignments: {
				assignments: Object.entries(fields).map(([field, value]) => ({
					id: `field-${field}`,
					name: field,
					value,
					type: Array.isArray(value) ? 'array' : typeof value,
				})),
			},
			...(keepOther && { includeOtherFields: true }),
			options: {},
		},
		rest,
	);
}

/** One item from an expression that gives an object. */
export function make(
	name: string,
	position: Position,
	expression: string,
	extra: Extra = {},
): TemplateNode {
	return core(
		name,
		'set',
		3.4,
		position,
		{ mode: 'raw', jsonOutput: `={{ JSON.stringify(${expression}) }}`, options: {} },
		extra,
	);
}

/** One output per rule, in this order, then one for everything else. */
export function route(
	name: string,
	position: Position,
	rules: ReadonlyArray<[output: string, expression: string]>,
	otherwise: string,
): TemplateNode {
	return core(name, 'switch', 3.2, position, {
		mode: 'rules',
		rules: {
			values: rules.map(([outputKey, expression]) => ({
				conditions: condition(outputKey, expression),
				renameOutput: true,
				outputKey,
			})),
		},
		options: { fallbackOutput: 'extra', renameFallbackOutput: otherwise },
	});
}

/** Two outputs: the expression is true, or not. */
export function when(name: string, position: Position, expression: string): TemplateNode {
	return core(name, 'if', 2.2, position, {
		conditions: condition(name, expression),
		options: {},
	});
}

/** Hands on the items for which the expression is true. */
export function keepIf(name: string, position: Position, expression: string): TemplateNode {
	return core(name, 'filter', 2.2, position, {
		conditions: condition(name, expression),
		options: {},
	});
}

function condition(name: string, expression: string): object {
	return {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		conditions: [
			{
				id: name.toLowerCase().replace(/\W+/g, '-'),
				leftValue: `={{ ${expression} }}`,
				rightValue: '',
				operator: { type: 'boolean', operation: 'true', singleValue: true },
			},
		],
		combinator: 'and',
	};
}

/** Calls a workflow with the items as they are; `wait` hands on what it gives. */
export function runWorkflow(
	name: string,
	position: Position,
	workflow: string,
	extra: Extra & { wait?: boolean } = {},
): TemplateNode {
	const { wait = true, ...rest } = extra;
	return core(
		name,
		'executeWorkflow',
		1.2,
		position,
		{
			workflowId: { __rl: true, mode: 'id', value: workflow },
			workflowInputs: {
				mappingMode: 'defineBelow',
				value: {},
				matchingColumns: [],
				schema: [],
				attemptToConvertTypes: false,
				convertFieldsToString: true,
			},
			mode: 'once',
			options: { waitForSubWorkflow: wait },
		},
		rest,
	);
}

/** Creates a Data Table with the columns that the code defines, unless it is there. */
export function createTable(
	table: TableName,
	position: Position,
	name = `Create ${table}`,
): TemplateNode {
	return core(
		name,
		'dataTable',
		1.1,
		position,
		{
			resource: 'table',
			operation: 'create',
			tableName: table,
			columns: {
				column: Object.entries(TABLES[table].columns).map(([column, type]) => ({
					name: column,
					type,
				})),
			},
			options: { createIfNotExists: true },
		},
		// Two workflows that begin at the same moment may both want to create it: then it is there the next time.
		{ executeOnce: true, retryOnFail: true, waitBetweenTries: 500 },
	);
}

type Condition = [column: string, condition: string, value: unknown];
/** Equal values, or conditions such as `['leaseUntilMs', 'lt', '={{ Date.now() }}']`. */
export type Filter = Values | Condition[];

function filters(filter: Filter): object {
	const conditions: Condition[] = Array.isArray(filter)
		? filter
		: Object.entries(filter).map(([column, value]) => [column, 'eq', value]);
	return {
		conditions: conditions.map(([keyName, condition, keyValue]) => ({
			keyName,
			condition,
			keyValue,
		})),
	};
}

function columns(table: TableName, values: Values): object {
	const types: Record<string, string> = TABLES[table].columns;
	return {
		mappingMode: 'defineBelow',
		value: values,
		matchingColumns: [],
		schema: Object.keys(values).map((column) => ({
			id: column,
			displayName: column,
			required: false,
			defaultMatch: false,
			display: true,
			type: types[column],
			readOnly: false,
			removed: false,
		})),
	};
}

const byName = (table: TableName) => ({ __rl: true, mode: 'name', value: table });

type RowOperation = 'get' | 'update' | 'upsert' | 'deleteRows' | 'rowExists' | 'rowNotExists';

/** A row operation of the Data Table node. Without a filter, `get` reads all rows. */
export function rows(
	name: string,
	position: Position,
	table: TableName,
	operation: RowOperation,
	options: {
		filter?: Filter;
		/** Whether one condition of the filter is enough. */
		any?: boolean;
		values?: Values;
		limit?: number;
		newestBy?: string;
	} & Extra,
): TemplateNode {
	const { filter, any = false, values, limit, newestBy, ...extra } = options;
	return core(
		name,
		'dataTable',
		1.1,
		position,
		{
			resource: 'row',
			operation,
			dataTableId: byName(table),
			matchType: any ? 'anyCondition' : 'allConditions',
			...(filter && { filters: filters(filter) }),
			...(operation === 'get' &&
				(limit === undefined ? { returnAll: true } : { returnAll: false, limit })),
			...(newestBy && { orderBy: true, orderByColumn: newestBy, orderByDirection: 'DESC' }),
			...(values && { columns: columns(table, values), options: {} }),
		},
		extra,
	);
}

export function insertRow(
	name: string,
	position: Position,
	table: TableName,
	values: Values,
	extra: Extra = {},
): TemplateNode {
	return core(
		name,
		'dataTable',
		1.1,
		position,
		{
			resource: 'row',
			operation: 'insert',
			dataTableId: byName(table),
			columns: columns(table, values),
			options: {},
		},
		extra,
	);
}
