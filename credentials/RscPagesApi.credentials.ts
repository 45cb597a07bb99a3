import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Who may open the pages of this package, and what their keys are signed with. Asks no vendor. */
export class RscPagesApi implements ICredentialType {
	name = 'rscPagesApi';

	displayName = 'RSC Pages API';

	icon: Icon = {
		light: 'file:../icons/recruiterSystemConnect.svg',
		dark: 'file:../icons/recruiterSystemConnect.dark.svg',
	};

	documentationUrl =
		'https://github.com/recruiter-system-connect/n8n-nodes-recruiter-system-connect/blob/main/docs/credentials.md#rsc-pages';

	properties: INodeProperties[] = [
		{
			displayName:
				'Whoever has this name and password can connect, map people, decide about exports and disconnect. n8n does not lock anybody out after wrong passwords: choose a long one.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'User Name',
			name: 'user',
			type: 'string',
			default: 'admin',
			required: true,
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'At least 12 characters. A new password makes every open page and link invalid.',
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Any random text. Together with the password, it signs the keys of pages and links; a new one makes them all invalid.',
		},
	];
}
