import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { readLinkedInSettings } from '../../src/n8n/readConnection';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { readWidgetResult } from '../../src/operations/contract/readWidgetResult';
import { acknowledgementShape, LABELS, showFor } from './contractFields';
import type { TwoOutputs } from './NodeResource';

export const widgetFields: INodeProperties[] = [
	{
		displayName: 'Widget Result',
		name: 'widgetResult',
		type: 'json',
		default: '={{ $json.body ?? $json }}',
		required: true,
		displayOptions: { show: showFor('readWidgetResult') },
		description: 'What LinkedIn’s configuration widget gave to its callback, unchanged',
	},
];

const ParametersSchema = z.object({ ...acknowledgementShape, widgetResult: z.unknown() });

export async function readWidget(context: IExecuteFunctions, item: number): Promise<TwoOutputs> {
	const { organizationUrn } = await readLinkedInSettings(context);
	const { widgetResult, ...acknowledgement } = readParameters(
		context,
		item,
		ParametersSchema,
		LABELS,
	);
	const { contracts, refused } = readWidgetResult(
		{ acknowledgement, widgetResult, organizationUrn },
		Date.now(),
	);
	return [toItems(contracts, item), toItems(refused, item)];
}
