import { z } from 'zod';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { readWebBaseUrl } from '../../src/n8n/readWebBaseUrl';
import { toItems } from '../../src/n8n/toItems';
import { checkContracts } from '../../src/operations/contract/checkContracts';
import { isBusy } from '../../src/operations/contract/isBusy';
import { onStatusesOption, wordsParameter } from './contractFields';

const ParametersSchema = z.object({ options: z.object({ onStatuses: wordsParameter }) });

export const getStatus: NodeOperation = {
	option: {
		name: 'Check',
		value: 'getStatus',
		action: 'Check Recruiter contracts',
		description:
			'Ask LinkedIn how far each requested contract is, keep it, and tell what is another state than before',
	},
	uses: 'linkedIn',
	outputs: ['Contracts', 'Changed'],
	properties: [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [onStatusesOption],
		},
	],
	run: async (context, item) => {
		const { options } = readParameters(context, item, ParametersSchema, { options: 'Options' });
		const result = await checkContracts(await openLinkedInRuntime(context), {
			webBaseUrl: await readWebBaseUrl(context),
			onSymbols: options.onStatuses,
		});
		if (isBusy(result)) return [toItems([result], item), []];
		return [toItems(result.contracts, item), toItems(result.changed, item)];
	},
};
