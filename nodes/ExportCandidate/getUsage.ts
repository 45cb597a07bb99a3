import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { measureExports } from '../../src/operations/export/measureExports';

export const usageFields: INodeProperties[] = [
	{
		displayName:
			'LinkedIn does not tell how many exports are left. This counts the input items, which are rows of the table rsc_exports: what reached this workflow.',
		name: 'usageNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['getUsage'] } },
	},
	{
		displayName: 'Active Seats',
		name: 'activeSeats',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0 },
		displayOptions: { show: { operation: ['getUsage'] } },
		description:
			'How many Recruiter seats are active; 0 when it is not known. Needed only where LinkedIn does not tell which seat exported.',
	},
];

/** A row without an export is one of an empty table. */
const RowSchema = z.object({
	exportKey: z.string().optional(),
	seat: z.string().nullish(),
	receivedAtMs: z.number().nullish(),
});

/** Counts all input items at once. */
export function runGetUsage(context: IExecuteFunctions): INodeExecutionData[][] {
	const rows = context.getInputData().map(({ json }, item) => {
		const parsed = RowSchema.safeParse(json);
		if (parsed.success) return parsed.data;
		throw new ConfigurationError(
			`The input is no row of rsc_exports [Item ${item}]`,
			'Read the table rsc_exports with a Data Table node before this one.',
		);
	});
	const made = rows.flatMap(({ exportKey, seat, receivedAtMs }) =>
		exportKey && receivedAtMs
			? { requestId: exportKey, seat: seat ?? undefined, receivedAtMs }
			: [],
	);
	const seats = z
		.number()
		.catch(0)
		.parse(context.getNodeParameter('activeSeats', 0, 0));
	const usages = measureExports(made, Date.now(), seats || undefined);
	const all = context.getInputData().map((_, item) => ({ item }));
	return [usages.map((usage) => ({ json: { ...usage }, pairedItem: all })), []];
}
