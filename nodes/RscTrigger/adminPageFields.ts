import type { INodeProperties } from 'n8n-workflow';

const show = { trigger: ['page'] };
const both = { trigger: ['page', 'callback'] };

export const adminPageFields: INodeProperties[] = [
	{
		displayName:
			'Answers people who sign in with the name and password of the credential. The next node must be a page operation of this package. The poll times above have no effect here.',
		name: 'adminPageNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	{
		displayName:
			'Accepts calls from a page on your own site with one of LinkedIn’s widgets, only with the key from the link on an admin page. The poll times above have no effect here.',
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
		description: 'The end of the address, after /webhook/. Each path can be used once.',
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
				description: 'On the onboarding page, with the key from the connect page',
			},
			{
				name: 'Profile Linked',
				value: 'profileLink',
				description: 'On the profile page, with the key from the page that opens it',
			},
		],
		description: 'What the call is about. A key for one is not valid for the other.',
	},
	{
		displayName: 'Allowed Origin',
		name: 'allowedOrigin',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://careers.example.com',
		displayOptions: { show: { trigger: ['callback'] } },
		description:
			'Scheme and host of the site with the page; calls from elsewhere are refused. Leave it empty where the node that shows the way to the page is in the same workflow: then it is the site of the address that was entered there.',
	},
];
