import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import {
	LINKEDIN_CREDENTIAL,
	SMARTRECRUITERS_CREDENTIALS,
	type SmartRecruitersCredential,
} from '../../src/n8n/readConnection';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { addOrganization as add } from '../../src/operations/organizations/addOrganization';
import { organizationToJson } from './organizationToJson';

/** Says which credentials the scheduled operations use for one more organization. */
export const addOrganization: NodeOperation = {
	option: {
		name: 'Add',
		value: 'addOrganization',
		action: 'Add an organization',
		description:
			'Let the workflows serve the organization of this node’s credentials, too, beside their own',
	},
	uses: 'both',
	properties: [
		{
			displayName:
				'Choose the credentials of the organization in this node, and execute it once. Operations with <b>Organizations</b> set to <b>All That Were Added</b> then serve it as well, with these credentials.',
			name: 'addOrganizationNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Name',
			name: 'organizationName',
			type: 'string',
			default: '',
			description: 'For people; leave it empty for the name of the company in SmartRecruiters',
		},
	],
	run: async (context, item) => {
		const { organizationName } = readParameters(context, item, ParametersSchema);
		const authentication = readAuthentication(context, item);
		const row = await add(await openRuntime(context, item), {
			name: organizationName.trim(),
			authentication,
			linkedInCredential: credentialId(context, LINKEDIN_CREDENTIAL),
			smartRecruitersCredential: credentialId(context, authentication),
		});
		return [toItems([organizationToJson(row)], item)];
	},
};

const ParametersSchema = z.object({ organizationName: z.string() });

function readAuthentication(context: IExecuteFunctions, item: number): SmartRecruitersCredential {
	const value: unknown = context.getNodeParameter('authentication', item, '');
	return z.enum(SMARTRECRUITERS_CREDENTIALS).catch('smartRecruitersOAuth2Api').parse(value);
}

/** @throws ConfigurationError for one that was never saved */
function credentialId(context: IExecuteFunctions, type: string): string {
	const id = context.getNode().credentials?.[type]?.id;
	if (id) return id;
	throw new ConfigurationError(
		'A credential of this node is not saved in n8n',
		'Choose both credentials in this node, and execute it again.',
	);
}
