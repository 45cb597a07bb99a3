import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { readWebBaseUrl } from '../../src/n8n/readWebBaseUrl';
import { toItems } from '../../src/n8n/toItems';
import { disconnect } from '../../src/operations/contract/disconnect';
import { isBusy } from '../../src/operations/contract/isBusy';
import { RESULT_AND_REFUSED } from './contractFields';

export const deactivate: NodeOperation = {
	option: {
		name: 'Deactivate',
		value: 'deactivate',
		action: 'Deactivate the connection',
		description:
			'End the connection: nothing more is sent, and the callback URL and the viewers are removed at LinkedIn',
	},
	uses: 'linkedIn',
	outputs: RESULT_AND_REFUSED,
	properties: [
		{
			displayName:
				'This applies to the whole organization and all of its contracts. The switches in Recruiter stay as they are: only a Recruiter admin can turn them off.',
			name: 'deactivateNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Remove Everything',
			name: 'removeEverything',
			type: 'boolean',
			default: false,
			description:
				'Whether to delete at LinkedIn what was sent. "Remove Everything" of RSC Historical Sync does the work, the next time it runs.',
		},
	],
	run: async (context, item) => {
		const result = await disconnect(await openLinkedInRuntime(context), {
			webBaseUrl: await readWebBaseUrl(context),
			removeEverything: context.getNodeParameter('removeEverything', item, false) === true,
		});
		if (isBusy(result)) return [toItems([result], item), []];
		return [toItems(result.deactivated, item), toItems(result.refused, item)];
	},
};
