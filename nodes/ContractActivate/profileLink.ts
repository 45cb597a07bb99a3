import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { answerCallback } from '../../src/n8n/pages/answerCallback';
import { linkProfile } from '../../src/operations/contract/linkProfile';

/** Without an action: it answers the profile page only. */
export const profileLink: NodeOperation = {
	option: {
		name: 'Link or Unlink Profile',
		value: 'profileLink',
		description: 'Store whom a recruiter linked on the profile page, as LinkedIn reports it',
	},
	uses: 'linkedIn',
	properties: [],
	run: async (context, item) => [
		// The candidate is the key's, whatever the page says.
		await answerCallback(context, item, 'profileLink', async ({ subject }) => {
			const { candidateId, state } = await linkProfile(await openLinkedInRuntime(context), subject);
			return { candidateId, state };
		}),
	],
};
