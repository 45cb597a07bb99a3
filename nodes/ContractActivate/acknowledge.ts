import { z } from 'zod';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import {
	CURRENT_TEXT_VERSION,
	DATA_SHARING_TEXTS,
	TEXT_VERSIONS,
} from '../../src/operations/contract/dataSharingTexts';

const ParametersSchema = z.object({
	acknowledged: z.boolean(),
	acknowledgedBy: textParameter,
	textVersion: z.enum(TEXT_VERSIONS),
});

export const acknowledge: NodeOperation = {
	option: {
		name: 'Acknowledge',
		value: 'acknowledge',
		action: 'Acknowledge the sharing of data',
		description: 'Store who acknowledged which text, and when. Nothing is sent before that.',
	},
	uses: 'linkedIn',
	properties: [
		{
			displayName: 'Text Version',
			name: 'textVersion',
			type: 'options',
			default: CURRENT_TEXT_VERSION,
			description: 'Which text was shown beside the tick box',
			options: TEXT_VERSIONS.map((version) => ({ name: version, value: version })),
		},
		...TEXT_VERSIONS.map((version) => ({
			displayName: DATA_SHARING_TEXTS[version].replaceAll('\n\n', '<br><br>'),
			name: `text${version.replace('-', '')}`,
			type: 'notice' as const,
			default: '',
			displayOptions: { show: { textVersion: [version] } },
		})),
		{
			displayName: 'Acknowledged',
			name: 'acknowledged',
			type: 'boolean',
			default: false,
			description: 'Whether a person has read the text and ticked the box. It must be on.',
		},
		{
			displayName: 'Acknowledged By',
			name: 'acknowledgedBy',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Ada Lo, ada@example.com',
			description: 'Who ticked the box',
		},
	],
	run: async (context, item) => {
		const input = readParameters(context, item, ParametersSchema);
		const record = await acknowledgeDataSharing(await openLinkedInRuntime(context), input);
		return [toItems([record], item)];
	},
};
