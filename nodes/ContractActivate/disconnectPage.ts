import { z } from 'zod';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { pageLink } from '../../src/n8n/pages/PageCall';
import { servePage } from '../../src/n8n/pages/servePage';
import { showDisconnectPage } from '../../src/n8n/pages/showDisconnectPage';
import { readParameters } from '../../src/n8n/readParameters';
import { readWebBaseUrl } from '../../src/n8n/readWebBaseUrl';
import { pageLinkField } from './pageLinkField';

const ParametersSchema = z.object({
	options: z.object({
		statusPage: z.string().default('rsc-status'),
		connectPage: z.string().default('rsc-connect'),
	}),
});

/** Without an action: it serves a page only. */
export const disconnectPage: NodeOperation = {
	option: {
		name: 'Disconnect Page',
		value: 'disconnectPage',
		description: 'Show what ends and what stays, end it after a confirmation, and show the proof',
	},
	uses: 'linkedIn',
	servesAll: 'byPage',
	properties: [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				pageLinkField('Connect Page', 'connectPage', 'rsc-connect'),
				pageLinkField('Status Page', 'statusPage', 'rsc-status'),
			],
		},
	],
	run: async (context, item) => [
		await servePage(context, item, async (call) => {
			const { options } = readParameters(context, item, ParametersSchema);
			return await showDisconnectPage(await openLinkedInRuntime(context), call, {
				webBaseUrl: await readWebBaseUrl(context),
				links: {
					status: pageLink(call, options.statusPage),
					connect: pageLink(call, options.connectPage),
				},
			});
		}),
	],
};
