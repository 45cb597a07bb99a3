import { z } from 'zod';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { readCallbackAccess } from '../../src/n8n/readCallbackAccess';
import { readParameters } from '../../src/n8n/readParameters';
import { readWebBaseUrl } from '../../src/n8n/readWebBaseUrl';
import { toItems } from '../../src/n8n/toItems';
import { checkConnection } from '../../src/operations/contract/checkConnection';
import { isBusy } from '../../src/operations/contract/isBusy';
import { onStatusesOption, wordsParameter } from './contractFields';

const ParametersSchema = z.object({
	options: z.object({ onStatuses: wordsParameter, checkCallback: z.boolean().default(true) }),
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
				onStatusesOption,
			],
		},
	],
	run: async (context, item) => {
		const { options } = readParameters(context, item, ParametersSchema, { options: 'Options' });
		const result = await checkConnection(
			await openLinkedInRuntime(context),
			{ webBaseUrl: await readWebBaseUrl(context), onSymbols: options.onStatuses },
			options.checkCallback ? ((await readCallbackAccess(context, item)) ?? 'notNow') : 'never',
		);
		if (isBusy(result)) return [toItems([result], item), []];
		return [toItems(result.contracts, item), toItems(result.changed, item)];
	},
};
