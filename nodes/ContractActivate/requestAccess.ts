import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { listParameter } from '../../src/n8n/fields/lists';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openLinkedInRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { isBusy } from '../../src/operations/contract/isBusy';
import { requestContracts } from '../../src/operations/contract/requestContracts';
import { onStatusesOption, RESULT_AND_REFUSED, wordsParameter } from './contractFields';

const ParametersSchema = z.object({
	contracts: listParameter,
	namePrefix: textParameter,
	callbackUrl: textParameter,
	viewers: z.enum(['ALL_PRODUCT_USERS', 'unchanged']),
	options: z.object({ onStatuses: wordsParameter }),
});

export const requestAccess: NodeOperation = {
	option: {
		name: 'Request Access',
		value: 'requestAccess',
		action: 'Request access to Recruiter contracts',
		description:
			'Name the integrations for the LinkedIn admin, and store who sees what. Repeating it changes nothing.',
	},
	uses: 'linkedIn',
	outputs: RESULT_AND_REFUSED,
	properties: [
		{
			displayName: 'Contracts',
			name: 'contracts',
			type: 'string',
			default: '',
			placeholder: 'e.g. 555000111, 555000222',
			description:
				'Recruiter contracts by number or URN, separated by commas. Leave it empty for all that were added and not requested yet.',
		},
		{
			displayName: 'Name in Recruiter',
			name: 'namePrefix',
			type: 'string',
			default: 'SmartRecruiters',
			required: true,
			placeholder: 'e.g. SmartRecruiters - Acme',
			description:
				'How the LinkedIn admin recognises these integrations, best as "ATS - Customer". The purpose of each is added to it.',
		},
		{
			displayName: 'Callback URL',
			name: 'callbackUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…/rsc',
			description:
				'Where LinkedIn sends notifications. Leave it empty if you use an RSC Trigger, which stores its own address when it is published.',
		},
		{
			displayName: 'Viewers',
			name: 'viewers',
			type: 'options',
			default: 'ALL_PRODUCT_USERS',
			description: 'Who in Recruiter sees jobs and applications of the ATS',
			options: [
				{
					name: 'Everybody With a Recruiter Seat',
					value: 'ALL_PRODUCT_USERS',
					description: 'Without this, or access lists, nobody sees anything',
				},
				{
					name: 'Leave as It Is',
					value: 'unchanged',
					description: 'For systems that send access lists',
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [onStatusesOption],
		},
	],
	run: async (context, item) => {
		const { contracts, namePrefix, callbackUrl, viewers, options } = readParameters(
			context,
			item,
			ParametersSchema,
		);
		if (contracts.length === 0 && asksForAllBefore(context, item)) return [[], []];
		const result = await requestContracts(await openLinkedInRuntime(context), {
			contracts,
			namePrefix,
			callbackUrl,
			allViewers: viewers === 'ALL_PRODUCT_USERS',
			onSymbols: options.onStatuses,
		});
		if (isBusy(result)) return [toItems([result], item), []];
		return [toItems(result.contracts, item), toItems(result.refused, item)];
	},
};

/** Whether an item before this one, such as the first of several contracts that Add passes on, asks for all. */
function asksForAllBefore(context: IExecuteFunctions, item: number): boolean {
	return Array.from({ length: item }, (_, before) =>
		listParameter.parse(context.getNodeParameter('contracts', before, '')),
	).some((contracts) => contracts.length === 0);
}
