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
			'End the connection: nothing is sent any more, and LinkedIn forgets the callback URL and the viewers',
	},
	uses: 'linkedIn',
	outputs: RESULT_AND_REFUSED,
	properties: [
		{
			displayName:
				'This counts for the whole organization, with all of its contracts. The switches themselves stay as they are: a Recruiter admin turns them off in Recruiter.',
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
				'Whether what was sent is taken back as well. "Remove Everything" of RSC Historical Sync does it from then on.',
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
