import { z } from 'zod';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { servePage } from '../../src/n8n/pages/servePage';
import { showPreflightPage } from '../../src/n8n/pages/showPreflightPage';
import { readParameters } from '../../src/n8n/readParameters';
import { readPreflight } from '../../src/n8n/readPreflight';
import { pageLinkField } from './pageLinkField';

const ParametersSchema = z.object({
	options: z.object({ connectPage: z.string().default('rsc-connect') }),
});

/** Without an action: it serves a page only. */
export const preflightPage: NodeOperation = {
	option: {
		name: 'Preflight Page',
		value: 'preflightPage',
		description:
			'Show what still prevents a connection, and what would be sent to LinkedIn. It only reads.',
	},
	uses: 'both',
	properties: [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [pageLinkField('Connect Page', 'connectPage', 'rsc-connect')],
		},
	],
	run: async (context, item) => [
		await servePage(context, item, async (call) => {
			const { options } = readParameters(context, item, ParametersSchema, { options: 'Options' });
			return await showPreflightPage(
				await openRuntime(context, item),
				call,
				await readPreflight(context, item),
				{ connect: options.connectPage },
			);
		}),
	],
};
