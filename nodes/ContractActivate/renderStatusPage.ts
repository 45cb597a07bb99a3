import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { readLinkedInSettings } from '../../src/n8n/readConnection';
import { pageKey } from '../../src/pages/pageKey';
import { statusPage } from '../../src/pages/statusPage';
import {
	ParkedRowSchema,
	readRows,
	SeatRowSchema,
	SyncRowSchema,
} from '../../src/pages/statusPageData';
import { readContractRows } from './getConnectStep';
import { readRowsField, rowsField } from './pageRows';
import { readPageSecret } from './pageSecret';

const syncField = rowsField('Progress', 'syncRows', 'rsc_sync', ['render']);
const parkedField = rowsField('Parked Records', 'parkedRows', 'rsc_parked', ['render']);
const seatsField = rowsField('Seats', 'seatRows', 'rsc_seats', ['render']);

export const renderFields: INodeProperties[] = [
	syncField,
	parkedField,
	seatsField,
	{
		displayName: 'Options',
		name: 'pageOptions',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		displayOptions: { show: { resource: ['statusPage'], operation: ['render'] } },
		options: [
			{
				displayName: 'Connect Link',
				name: 'connectLink',
				type: 'string',
				default: '../form/rsc-connect',
				description: 'Where one connects a contract; relative to the address of the page',
			},
			{
				displayName: 'Parked Records Limit',
				name: 'parkedLimit',
				type: 'number',
				default: 1000,
				typeOptions: { minValue: 1 },
				description:
					'How many parked records were read at most, so that the page can say "or more"',
			},
			{
				displayName: 'Retry Link',
				name: 'retryLink',
				type: 'string',
				default: 'rsc-retry',
				description:
					'Where the button "Try again" goes; relative to the address of the page. Empty leaves the button out.',
			},
			{
				displayName: 'Updates Itself',
				name: 'updates',
				type: 'boolean',
				default: true,
				description: 'Whether the page comes again by itself every few seconds',
			},
		],
	},
];

const OptionsSchema = z.object({
	connectLink: z.string().default('../form/rsc-connect'),
	parkedLimit: z.number().default(1000),
	retryLink: z.string().default('rsc-retry'),
	updates: z.boolean().default(true),
});

/** The status page, from rows of the Data Tables. */
export async function runRender(
	context: IExecuteFunctions,
	item: number,
): Promise<INodeExecutionData[]> {
	const { organizationUrn } = await readLinkedInSettings(context);
	const options = OptionsSchema.parse(context.getNodeParameter('pageOptions', item, {}));
	const nowMs = Date.now();
	const rows = (field: INodeProperties): unknown => readRowsField(context, item, field);
	const page = statusPage({
		organization: organizationUrn,
		contracts: readContractRows(context, item),
		sync: readRows(SyncRowSchema, rows(syncField)),
		parked: readRows(ParkedRowSchema, rows(parkedField)),
		parkedLimit: options.parkedLimit,
		seats: readRows(SeatRowSchema, rows(seatsField)),
		nowMs,
		updates: options.updates,
		links: { connect: options.connectLink, retry: options.retryLink },
		retryKey: options.retryLink
			? pageKey(await readPageSecret(context), 'retry', organizationUrn, nowMs)
			: '',
	});
	return [{ json: { html: page }, pairedItem: { item } }];
}
