import type { INodeProperties } from 'n8n-workflow';

const show = { trigger: ['page'] };
const both = { trigger: ['page', 'callback'] };

export const adminPageFields: INodeProperties[] = [
	{
		displayName:
			'Answers whoever signs in with the name and password of the credential, and hands the call to the next node, which has to be an operation of this package that shows a page. The poll times above do not matter here.',
		name: 'adminPageNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	{
		displayName:
			'Takes calls from a page on your own site that holds one of LinkedIn’s widgets: only with the key that an admin page has put into its link. The poll times above do not matter here.',
		name: 'pageCallbackNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { trigger: ['callback'] } },
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: 'rsc-connect',
		required: true,
		placeholder: 'e.g. rsc-connect',
		displayOptions: { show: both },
		description: 'The end of the address, after /webhook/. One workflow for each.',
	},
	{
		displayName: 'Purpose',
		name: 'purpose',
		type: 'options',
		default: 'contractChosen',
		displayOptions: { show: { trigger: ['callback'] } },
		options: [
			{
				name: 'Contract Chosen',
				value: 'contractChosen',
				description: 'In the onboarding page, with the key from the connect page',
			},
			{
				name: 'Profile Linked',
				value: 'profileLink',
				description: 'In the profile page, with the key from the page that opens it',
			},
		],
		description: 'What the call is about; a key for one does not open the other',
	},
	{
		displayName: 'Allowed Origin',
		name: 'allowedOrigin',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://careers.example.com',
		displayOptions: { show: { trigger: ['callback'] } },
		description:
			'Scheme and host of the site that the page is on; nobody else may call. While it is empty, every call is refused.',
	},
];
