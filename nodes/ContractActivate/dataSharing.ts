import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { readLinkedInSettings } from '../../src/n8n/readConnection';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import {
	CURRENT_TEXT_VERSION,
	DATA_SHARING_TEXTS,
	TEXT_VERSIONS,
} from '../../src/operations/contract/dataSharingTexts';
import type { NodeResource, TwoOutputs } from './NodeResource';

const show = { resource: ['dataSharing'], operation: ['acknowledge'] };

const ParametersSchema = z.object({
	acknowledged: z.boolean(),
	acknowledgedBy: textParameter,
	textVersion: z.enum(TEXT_VERSIONS),
});

const LABELS = {
	acknowledged: 'Acknowledged',
	acknowledgedBy: 'Acknowledged By',
	textVersion: 'Text Version',
};

export const dataSharing: NodeResource = {
	option: {
		name: 'Data Sharing',
		value: 'dataSharing',
		description: 'The acknowledgement that comes before everything else',
	},
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'acknowledge',
			displayOptions: { show: { resource: ['dataSharing'] } },
			options: [
				{
					name: 'Acknowledge',
					value: 'acknowledge',
					action: 'Acknowledge data sharing',
					description: 'Record who acknowledged which text, and when',
				},
			],
		},
		{
			displayName: 'Text Version',
			name: 'textVersion',
			type: 'options',
			default: CURRENT_TEXT_VERSION,
			displayOptions: { show },
			description: 'Which text was shown beside the tick box',
			options: TEXT_VERSIONS.map((version) => ({ name: version, value: version })),
		},
		...TEXT_VERSIONS.map((version) => ({
			displayName: DATA_SHARING_TEXTS[version].replaceAll('\n\n', '<br><br>'),
			name: `text${version.replace('-', '')}`,
			type: 'notice' as const,
			default: '',
			displayOptions: { show: { ...show, textVersion: [version] } },
		})),
		{
			displayName: 'Acknowledged',
			name: 'acknowledged',
			type: 'boolean',
			default: false,
			displayOptions: { show },
			description: 'Whether a person has read the text and ticked the box. It must be on.',
		},
		{
			displayName: 'Acknowledged By',
			name: 'acknowledgedBy',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Ada Lo, ada@example.com',
			displayOptions: { show },
			description: 'Who ticked the box',
		},
	],
	operations: { acknowledge },
};

async function acknowledge(context: IExecuteFunctions, item: number): Promise<TwoOutputs> {
	const { organizationUrn } = await readLinkedInSettings(context);
	const record = acknowledgeDataSharing(
		{ organizationUrn, ...readParameters(context, item, ParametersSchema, LABELS) },
		Date.now(),
	);
	return [toItems([record], item), []];
}
