import { z } from 'zod';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { pageLink } from '../../src/n8n/pages/PageCall';
import { servePage } from '../../src/n8n/pages/servePage';
import { showStatusPage } from '../../src/n8n/pages/showStatusPage';
import { readParameters } from '../../src/n8n/readParameters';
import { pageLinkField } from './pageLinkField';

const ParametersSchema = z.object({
	options: z.object({
		connectPage: z.string().default('rsc-connect'),
		peoplePage: z.string().default('rsc-map-people'),
		disconnectPage: z.string().default('rsc-disconnect'),
	}),
});

/** Without an action: it serves a page only. */
export const statusPage: NodeOperation = {
	option: {
		name: 'Status Page',
		value: 'statusPage',
		description: 'Show the state of the connection, and try again what could not be sent',
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
				pageLinkField('Disconnect Page', 'disconnectPage', 'rsc-disconnect'),
				pageLinkField('People Page', 'peoplePage', 'rsc-map-people'),
			],
		},
	],
	run: async (context, item) => [
		await servePage(context, item, async (call) => {
			const { options } = readParameters(context, item, ParametersSchema);
			return await showStatusPage(await openLinkedInRuntime(context), call, {
				connect: pageLink(call, options.connectPage),
				people: pageLink(call, options.peoplePage),
				disconnect: pageLink(call, options.disconnectPage),
			});
		}),
	],
};
