import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { toOrganizationUrn } from '../../src/linkedin/LinkedInSettings';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openKeeping } from '../../src/n8n/openRuntime';
import { textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { Organizations } from '../../src/state/Organizations';

export const removeOrganization: NodeOperation = {
	option: {
		name: 'Remove',
		value: 'removeOrganization',
		action: 'Remove an organization',
		description:
			'Stop the workflows from serving an organization. Nothing is deleted at LinkedIn; disconnect it first.',
	},
	uses: 'none',
	properties: [
		{
			displayName: 'Organization',
			name: 'organizationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1001',
			description: 'Number or URN, as Get Many gives it',
		},
	],
	run: async (context, item) => {
		const typed: unknown = context.getNodeParameter('organizationId', item, '');
		const organization = toOrganizationUrn(textParameter.catch('').parse(typed).trim());
		const removed = await new Organizations(openKeeping(context).store).remove(organization);
		if (removed) return [toItems([{ organization, removed }], item)];
		throw new ConfigurationError(
			`No such organization was added [Item ${item}]`,
			'Enter its number as Organization › Get Many gives it, for example 1001.',
		);
	},
};
