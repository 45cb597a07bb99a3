import { z } from 'zod';
import { DataTableProbe } from '../../src/n8n/DataTableProbe';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { readCallbackAccess } from '../../src/n8n/readCallbackAccess';
import { readParameters } from '../../src/n8n/readParameters';
import { readWebBaseUrl } from '../../src/n8n/readWebBaseUrl';
import { toItems } from '../../src/n8n/toItems';
import { checkConnection } from '../../src/operations/contract/checkConnection';
import { isBusy } from '../../src/operations/contract/isBusy';
import { measureTables } from '../../src/operations/tables/measureTables';
import { DEFAULT_LIMIT_BYTES } from '../../src/state/TableFill';
import { onStatusesOption, wordsParameter } from './contractFields';

const MEGABYTE = 1024 * 1024;

const ParametersSchema = z.object({
	options: z.object({
		onStatuses: wordsParameter,
		checkCallback: z.boolean().default(true),
		dataTablesLimit: z
			.number()
			.positive()
			.default(DEFAULT_LIMIT_BYTES / MEGABYTE),
	}),
});

export const getStatus: NodeOperation = {
	option: {
		name: 'Check',
		value: 'getStatus',
		action: 'Check Recruiter contracts',
		description:
			'Ask LinkedIn for the state of each requested contract and, once a day, check whether its notifications arrive here. Stores the result, and reports what has changed.',
	},
	uses: 'linkedIn',
	servesAll: 'eachRun',
	outputs: ['Contracts', 'Changed'],
	properties: [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				{
					displayName: 'Check Callback',
					name: 'checkCallback',
					type: 'boolean',
					default: true,
					description:
						'Whether to check once a day if LinkedIn’s notifications arrive in this n8n: which address LinkedIn has, whether it is this n8n’s, and whether it answers LinkedIn’s challenge. Problems come out of "Changed" and are shown on the status page.',
				},
				{
					displayName: 'Data Tables Limit (MB)',
					name: 'dataTablesLimit',
					type: 'number',
					default: 200,
					typeOptions: { minValue: 1 },
					description:
						'How much all Data Tables of this n8n may hold: n8n’s N8N_DATA_TABLES_MAX_SIZE_BYTES, which no node is told. Once a day, the sizes of this package’s tables are measured; "Changed" reports when they fill.',
				},
				onStatusesOption,
			],
		},
	],
	run: async (context, item) => {
		const { options } = readParameters(context, item, ParametersSchema);
		const runtime = await openLinkedInRuntime(context);
		const result = await checkConnection(
			runtime,
			{ webBaseUrl: await readWebBaseUrl(context), onSymbols: options.onStatuses },
			options.checkCallback ? ((await readCallbackAccess(context, item)) ?? 'notNow') : 'never',
		);
		if (isBusy(result)) return [toItems([result], item), []];
		const { organizationUrn } = runtime.linkedIn.settings;
		const limitBytes = options.dataTablesLimit * MEGABYTE;
		const tables = new DataTableProbe(context);
		const filling = await measureTables(runtime, tables, organizationUrn, limitBytes);
		const changed = [...result.changed, ...(filling ? [filling] : [])];
		return [toItems(result.contracts, item), toItems(changed, item)];
	},
};
