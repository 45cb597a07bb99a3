import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { toItems } from '../../src/n8n/toItems';
import { isBusy } from '../../src/operations/contract/isBusy';
import { takeWidgetResult } from '../../src/operations/contract/takeWidgetResult';
import { RESULT_AND_REFUSED } from './contractFields';

export const readWidgetResult: NodeOperation = {
	option: {
		name: 'Read Widget Result',
		value: 'readWidgetResult',
		action: 'Read a result of the LinkedIn widget',
		description:
			'Add the contracts that an admin chose in LinkedIn’s configuration widget to the list. Returns one item for each.',
	},
	uses: 'linkedIn',
	outputs: RESULT_AND_REFUSED,
	properties: [
		{
			displayName: 'Widget Result',
			name: 'widgetResult',
			type: 'json',
			default: '={{ $json.body ?? $json }}',
			required: true,
			description: 'What LinkedIn’s configuration widget passed to its callback, unchanged',
		},
	],
	run: async (context, item) => {
		const given: unknown = context.getNodeParameter('widgetResult', item, '');
		const result = await takeWidgetResult(await openLinkedInRuntime(context), given);
		if (isBusy(result)) return [toItems([result], item), []];
		return [toItems(result.added, item), toItems(result.refused, item)];
	},
};
