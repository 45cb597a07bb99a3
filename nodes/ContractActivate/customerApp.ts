import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { worldOf } from '../../src/n8n/readConnection';
import { readLinkedInPartner } from '../../src/n8n/readLinkedInPartner';
import { readParameters, textParameter, textsParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { provisionCustomerApp } from '../../src/operations/contract/provisionCustomerApp';
import type { NodeResource, TwoOutputs } from './NodeResource';

const show = { resource: ['customerApp'], operation: ['provision'] };

const listParameter = textsParameter.transform((texts) =>
	texts.flatMap((text) => text.split(/[\s,]+/)).filter(Boolean),
);

const ParametersSchema = z.object({
	uniqueForeignId: textParameter,
	name: textParameter,
	description: textParameter,
	validJsSdkDomains: listParameter,
	oauth2AuthorizedCallbackUrls: listParameter,
});

const LABELS = {
	uniqueForeignId: 'Customer ID',
	name: 'Name',
	description: 'Description',
	validJsSdkDomains: 'Widget Domains',
	oauth2AuthorizedCallbackUrls: 'Sign-in Callback URLs',
};

export const customerApp: NodeResource = {
	option: {
		name: 'Customer App',
		value: 'customerApp',
		description: 'A customer’s own LinkedIn application, for LinkedIn partners',
	},
	properties: [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'provision',
			displayOptions: { show: { resource: ['customerApp'] } },
			options: [
				{
					name: 'Provision',
					value: 'provision',
					action: 'Provision a customer app',
					description: 'Create the application of a customer, or update its addresses',
				},
			],
		},
		{
			displayName:
				'LinkedIn tells the secret of a new application once. Let the next node store it, in a vault or a new credential, and do not save executions of this workflow: they would hold it. n8n may hide the field on its screens.',
			name: 'secretNotice',
			type: 'notice',
			default: '',
			displayOptions: { show },
		},
		{
			displayName: 'Customer ID',
			name: 'uniqueForeignId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. tenant-17',
			displayOptions: { show },
			description: 'Your own ID of the customer. There is one application for each.',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. SmartRecruiters - Acme',
			displayOptions: { show },
			description:
				'At most 50 characters, as "ATS - Customer", without the word LinkedIn. People see it when they allow the application.',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: 'Recruiter System Connect',
			required: true,
			displayOptions: { show },
			description: 'Seen by LinkedIn’s staff only',
		},
		{
			displayName: 'Widget Domains',
			name: 'validJsSdkDomains',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://connect.example.com',
			displayOptions: { show },
			description:
				'Origins of the pages that hold LinkedIn’s widgets, separated by commas. Empty leaves what is there.',
		},
		{
			displayName: 'Sign-in Callback URLs',
			name: 'oauth2AuthorizedCallbackUrls',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/rest/oauth2-credential/callback',
			displayOptions: { show },
			description:
				'Where LinkedIn returns people to after they signed in, separated by commas. Empty leaves what is there.',
		},
	],
	operations: { provision },
};

async function provision(context: IExecuteFunctions, item: number): Promise<TwoOutputs> {
	const parameters = readParameters(context, item, ParametersSchema, LABELS);
	const app = await provisionCustomerApp(
		await readLinkedInPartner(context),
		worldOf(context),
		parameters,
	);
	context.addExecutionHints({ message: app.notice, location: 'outputPane' });
	return [toItems([app], item), []];
}
