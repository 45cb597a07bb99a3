import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { allowOrigin } from '../../src/n8n/pages/callbackOrigins';
import { openProfilePage } from '../../src/n8n/pages/openProfilePage';
import { servePage } from '../../src/n8n/pages/servePage';
import { textParameter } from '../../src/n8n/readParameters';

/** Without an action: it serves a page only. */
export const profilePage: NodeOperation = {
	option: {
		name: 'Open Profile Page',
		value: 'profilePage',
		description:
			'Open the page with LinkedIn’s profile widget for a candidate (?candidate=ID), with a key for this candidate',
	},
	uses: 'none',
	properties: [
		{
			displayName: 'Profile Page',
			name: 'profilePage',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://careers.example.com/profile/',
			description:
				'Address of the page with LinkedIn’s profile widget, on a site that your LinkedIn application lists. While it is empty, the page says so.',
		},
	],
	run: async (context, item) => [
		await servePage(context, item, async (call) => {
			const page = textParameter.parse(context.getNodeParameter('profilePage', item, '')).trim();
			allowOrigin(context, 'profileLink', page);
			return await Promise.resolve(openProfilePage(call, page));
		}),
	],
};
