import { z } from 'zod';
import { listParameter } from '../../src/n8n/fields/lists';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { worldOf } from '../../src/n8n/readConnection';
import { readLinkedInPartner } from '../../src/n8n/readLinkedInPartner';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { provisionCustomerApp } from '../../src/operations/contract/provisionCustomerApp';

const ParametersSchema = z.object({
	uniqueForeignId: textParameter,
	name: textParameter,
	description: textParameter,
	validJsSdkDomains: listParameter,
	oauth2AuthorizedCallbackUrls: listParameter,
});

export const provision: NodeOperation = {
	option: {
		name: 'Provision',
		value: 'provision',
		action: 'Provision a customer app',
		description: 'Create the application of a customer, or update its addresses',
	},
	uses: 'partner',
	properties: [
		{
			displayName:
				'LinkedIn shows the secret of a new application once. Let the next node store it, in a vault or a new credential, and do not save executions of this workflow: they would contain it. n8n may hide the field on its screens.',
			name: 'secretNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Customer ID',
			name: 'uniqueForeignId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. tenant-17',
			description: 'Your own ID of the customer. There is one application for each.',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. SmartRecruiters - Acme',
			description:
				'At most 50 characters, as "ATS - Customer", without the word LinkedIn. People see it when they authorize the application.',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: 'Recruiter System Connect',
			required: true,
			description: 'Seen by LinkedIn’s staff only',
		},
		{
			displayName: 'Widget Domains',
			name: 'validJsSdkDomains',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://connect.example.com',
			description:
				'Origins of the pages with LinkedIn’s widgets, separated by commas. Leave it empty to change nothing.',
		},
		{
			displayName: 'Sign-in Callback URLs',
			name: 'oauth2AuthorizedCallbackUrls',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/rest/oauth2-credential/callback',
			description:
				'Where LinkedIn returns people after they have signed in, separated by commas. Leave it empty to change nothing.',
		},
	],
	run: async (context, item) => {
		const parameters = readParameters(context, item, ParametersSchema);
		const app = await provisionCustomerApp(
			await readLinkedInPartner(context),
			worldOf(context),
			parameters,
		);
		context.addExecutionHints({ message: app.notice, location: 'outputPane' });
		return [toItems([app], item)];
	},
};
