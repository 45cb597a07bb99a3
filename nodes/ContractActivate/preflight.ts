import { z } from 'zod';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { readPreflight } from '../../src/n8n/readPreflight';
import { storeNothing } from '../../src/n8n/rememberFailures';
import { toItems } from '../../src/n8n/toItems';
import { preflight } from '../../src/operations/preflight/preflight';
import { textOf } from '../../src/operations/preflight/textOf';

const ParametersSchema = z.object({
	options: z.object({ ownIntegrationOff: z.boolean().default(false) }),
});

export const preflightOperation: NodeOperation = {
	option: {
		name: 'Preflight',
		value: 'preflight',
		action: 'Check whether everything that a connection needs is in place',
		description:
			'Check both credentials and their rights, SmartRecruiters’ own LinkedIn integration, the contracts, and this n8n. Returns one item for each check: ok, look or stop, and what to do. It only reads.',
	},
	uses: 'both',
	properties: [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				{
					displayName: 'Own Integration Is Off',
					name: 'ownIntegrationOff',
					type: 'boolean',
					default: false,
					description:
						'Whether you have seen that SmartRecruiters’ own LinkedIn integration is off. SmartRecruiters’ API only says when it was switched on.',
				},
			],
		},
	],
	run: async (context, item) => {
		storeNothing(context);
		const { options } = readParameters(context, item, ParametersSchema);
		const { lines } = await preflight(await openRuntime(context, item), {
			...(await readPreflight(context, item)),
			ownIntegrationOff: options.ownIntegrationOff,
		});
		return [
			toItems(
				lines.map((line) => ({ ...line, ...textOf(line) })),
				item,
			),
		];
	},
};
