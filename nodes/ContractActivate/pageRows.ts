import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { ConfigurationError } from '../../src/errors/ConfigurationError';

/** A field that takes all rows of a Data Table, as an expression gives them. */
export function rowsField(
	displayName: string,
	name: string,
	table: string,
	operations: readonly string[],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'json',
		default: '[]',
		displayOptions: { show: { resource: ['statusPage'], operation: [...operations] } },
		placeholder: "e.g. {{ $('Read Rows').all().map((item) => item.json) }}",
		description: `The rows of the Data Table ${table}`,
	};
}

/**
 * The rows that a field holds, still to be parsed: a list, or its JSON.
 *
 * @throws ConfigurationError naming the field
 */
export function readRowsField(
	context: IExecuteFunctions,
	item: number,
	{ name, displayName }: INodeProperties,
): unknown {
	const value: unknown = context.getNodeParameter(name, item, []);
	const rows = typeof value === 'string' ? parseJson(value) : value;
	if (!Array.isArray(rows)) {
		throw new ConfigurationError(
			`"${displayName}" is not a list of rows [Item ${item}]`,
			"Use an expression like {{ $('Read Rows').all().map((item) => item.json) }}.",
		);
	}
	return rows;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text || '[]');
	} catch {
		return undefined;
	}
}
