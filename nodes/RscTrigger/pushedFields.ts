import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { trigger: ['pushed'] } };

export const pushedFields: INodeProperties[] = [
	{
		displayName:
			'LinkedIn has one address per customer for its notifications. Use one RSC Trigger for both events: each has its own output.',
		name: 'oneAddressNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'Notifications',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['candidateExported', 'integrationStatusChanged'],
		displayOptions,
		description: 'What starts this workflow. Other notifications are confirmed and ignored.',
		options: [
			{
				name: 'Candidate Exported',
				value: 'candidateExported',
				description: 'A recruiter pressed Export to ATS in LinkedIn Recruiter',
			},
			{
				name: 'Integration Status Changed',
				value: 'integrationStatusChanged',
				description: 'An admin switched an integration on or off in LinkedIn Recruiter',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		displayOptions,
		placeholder: 'Add option',
		options: [
			{
				displayName: 'Register Test URL',
				name: 'registerTestUrl',
				type: 'boolean',
				default: false,
				description:
					'Whether LinkedIn sends its notifications to this editor while it listens for a test event. Notifications in that time do not reach the published workflow. The earlier address is restored afterwards.',
			},
			{
				displayName: 'Take Over',
				name: 'takeOver',
				type: 'boolean',
				default: false,
				description:
					'Whether to replace the address of another workflow or system, which then no longer receives anything',
			},
		],
	},
];
