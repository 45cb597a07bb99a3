import { z } from 'zod';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { allowOrigin } from '../../src/n8n/pages/callbackOrigins';
import { showConnectPage } from '../../src/n8n/pages/connect/showConnectPage';
import { pageLink } from '../../src/n8n/pages/PageCall';
import { servePage } from '../../src/n8n/pages/servePage';
import { asksForMove, showMovePage } from '../../src/n8n/pages/showMovePage';
import { asksForPreflight, showPreflightPage } from '../../src/n8n/pages/showPreflightPage';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { readPreflight } from '../../src/n8n/readPreflight';
import { readWebBaseUrl } from '../../src/n8n/readWebBaseUrl';
import { storeNothing } from '../../src/n8n/rememberFailures';
import { onStatusesOption, wordsParameter } from './contractFields';
import { pageLinkField } from './pageLinkField';

const ParametersSchema = z.object({
	onboardingPage: textParameter,
	namePrefix: textParameter,
	options: z.object({
		callbackUrl: z.string().default(''),
		onStatuses: wordsParameter,
		disconnectPage: z.string().default('rsc-disconnect'),
		statusPage: z.string().default('rsc-status'),
	}),
});

/** Without an action: it serves a page only. */
export const connectPage: NodeOperation = {
	option: {
		name: 'Connect Page',
		value: 'connectPage',
		description:
			'Show what still prevents a connection and the next step, and carry out what its forms send',
	},
	uses: 'both',
	servesAll: 'byPage',
	properties: [
		{
			displayName: 'Onboarding Page',
			name: 'onboardingPage',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://careers.example.com/onboarding/',
			description:
				'Address of the page with LinkedIn’s window, on a site that your LinkedIn application lists. Without it, contracts are added by number.',
		},
		{
			displayName: 'Name in Recruiter',
			name: 'namePrefix',
			type: 'string',
			default: 'SmartRecruiters',
			required: true,
			placeholder: 'e.g. SmartRecruiters - Acme',
			description: 'How the LinkedIn admin recognises the integrations, best as "ATS - Customer"',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				{
					displayName: 'Callback URL',
					name: 'callbackUrl',
					type: 'string',
					default: '',
					description:
						'Where LinkedIn sends notifications. Leave it empty if you use an RSC Trigger, which stores its own address when it is published.',
				},
				pageLinkField('Disconnect Page', 'disconnectPage', 'rsc-disconnect'),
				pageLinkField('Status Page', 'statusPage', 'rsc-status'),
				onStatusesOption,
			],
		},
	],
	run: async (context, item) => [
		await servePage(context, item, async (call) => {
			const { onboardingPage, namePrefix, options } = readParameters(
				context,
				item,
				ParametersSchema,
			);
			allowOrigin(context, 'contractChosen', onboardingPage);
			const runtime = await openRuntime(context, item);
			if (asksForPreflight(call)) {
				storeNothing(context);
				return await showPreflightPage(runtime, call, await readPreflight(context, item));
			}
			if (asksForMove(call)) {
				return await showMovePage(runtime, call, {
					webBaseUrl: await readWebBaseUrl(context),
					statusPage: options.statusPage,
				});
			}
			return await showConnectPage({
				runtime,
				call,
				options: {
					onboardingPage,
					namePrefix,
					callbackUrl: options.callbackUrl,
					onSymbols: options.onStatuses,
					webBaseUrl: await readWebBaseUrl(context),
					links: {
						status: pageLink(call, options.statusPage),
						disconnect: pageLink(call, options.disconnectPage),
					},
				},
			});
		}),
	],
};
