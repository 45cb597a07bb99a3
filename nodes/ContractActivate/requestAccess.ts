import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { requestAccess } from '../../src/operations/contract/requestAccess';
import { acknowledgementShape, contractsShape, LABELS, showFor } from './contractFields';
import type { TwoOutputs } from './NodeResource';

const show = showFor('requestAccess');

export const requestFields: INodeProperties[] = [
	{
		displayName: 'Recruiter Product',
		name: 'product',
		type: 'options',
		default: 'unknown',
		displayOptions: { show },
		description: 'What the contracts are. Recruiter Lite has no Recruiter System Connect.',
		options: [
			{ name: 'Recruiter Corporate', value: 'recruiterCorporate' },
			{ name: 'Recruiter Lite', value: 'recruiterLite' },
			{ name: 'Recruiter Professional Services', value: 'recruiterProfessionalServices' },
			{ name: 'Unknown', value: 'unknown', description: 'LinkedIn decides' },
		],
	},
	{
		displayName: 'Name in Recruiter',
		name: 'namePrefix',
		type: 'string',
		default: 'SmartRecruiters',
		required: true,
		placeholder: 'e.g. SmartRecruiters - Acme',
		displayOptions: { show },
		description:
			'How the LinkedIn admin recognises these integrations, best as "ATS - Customer". What each is for is added.',
	},
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…/rsc',
		displayOptions: { show },
		description:
			'Where LinkedIn pushes to. Leave it empty when an RSC Trigger stores its own, as it does on publishing.',
	},
	{
		displayName: 'Viewers',
		name: 'viewers',
		type: 'options',
		default: 'ALL_PRODUCT_USERS',
		displayOptions: { show },
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
];

const ParametersSchema = z.object({
	...acknowledgementShape,
	...contractsShape,
	product: z.enum([
		'recruiterCorporate',
		'recruiterLite',
		'recruiterProfessionalServices',
		'unknown',
	]),
	namePrefix: textParameter,
	callbackUrl: textParameter,
	viewers: z.enum(['ALL_PRODUCT_USERS', 'unchanged']),
});

const OWN_LABELS = {
	...LABELS,
	product: 'Recruiter Product',
	namePrefix: 'Name in Recruiter',
	callbackUrl: 'Callback URL',
	viewers: 'Viewers',
};

export async function request(context: IExecuteFunctions, item: number): Promise<TwoOutputs> {
	const { contracts, product, namePrefix, callbackUrl, viewers, options, ...acknowledgement } =
		readParameters(context, item, ParametersSchema, OWN_LABELS);
	const result = await requestAccess(await readLinkedIn(context), worldOf(context), {
		contracts,
		product,
		namePrefix,
		callbackUrl,
		allViewers: viewers === 'ALL_PRODUCT_USERS',
		acknowledgement,
		onSymbols: options,
	});
	return [toItems(result.contracts, item), toItems(result.refused, item)];
}
