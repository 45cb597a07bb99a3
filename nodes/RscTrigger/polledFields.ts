import type { INodeProperties } from 'n8n-workflow';

const show = { trigger: ['polled'] };

export const triggerField: INodeProperties = {
	// n8n makes actions of a field "Trigger On" or "Events", and then shows the node without its last word.
	displayName: 'Source',
	name: 'trigger',
	type: 'options',
	noDataExpression: true,
	default: 'pushed',
	description: 'What starts the workflow: a call from outside, or polling by this node',
	options: [
		{
			name: 'Admin Page',
			value: 'page',
			description: 'Somebody opens a page of this package, or submits its form',
		},
		{
			name: 'Notifications From LinkedIn',
			value: 'pushed',
			description:
				'Exported candidates, and integrations that were switched on or off, immediately',
		},
		{
			name: 'Page Callback',
			value: 'callback',
			description: 'A page on your own site with a LinkedIn widget calls back',
		},
		{
			name: 'Recruiter Activity, Polled',
			value: 'polled',
			description: 'InMails, notes and shared contact details, every 30 minutes',
		},
	],
};

export const pollTimesNotice: INodeProperties = {
	displayName:
		'LinkedIn sends these by itself: leave the poll times above as they are, nothing is polled.',
	name: 'pollTimesNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { trigger: ['pushed'] } },
};

export const polledFields: INodeProperties[] = [
	{
		displayName:
			'The poll times above say when n8n asks this node, and "Poll Every (Minutes)" below how often the node asks LinkedIn: leave the poll times as they are. A poll takes one call for each seat, and two for each contract. Triggers take at most 10 % of LinkedIn’s 100,000 calls a day, which is enough for about 200 seats every 30 minutes, 100 every 15, or 30 every 5. With more seats, those without any news in the last week are read less often. Recruiter Activity › Sync New reads 1,000 seats every 30 minutes, of all connected contracts.',
		name: 'quotaNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	{
		displayName: 'Activities',
		name: 'polledEvents',
		type: 'multiOptions',
		required: true,
		default: ['inMail', 'prospectNote', 'stub'],
		displayOptions: { show },
		description: 'What starts this workflow',
		options: [
			{ name: 'InMail', value: 'inMail', description: 'Sent or received by a seat holder' },
			{
				name: 'InMail Stub Profile',
				value: 'stub',
				description: 'Contact details that a person shared in the first reply',
			},
			{
				name: 'Prospect Note',
				value: 'prospectNote',
				description:
					'Written, edited or deleted. LinkedIn shows only notes that the whole organization may see.',
			},
		],
	},
	{
		displayName: 'Poll Every (Minutes)',
		name: 'pollEveryMinutes',
		type: 'number',
		default: 30,
		typeOptions: { minValue: 1, maxValue: 1440 },
		displayOptions: { show },
		description:
			'How often LinkedIn is asked at most, whatever the poll times above say. Set it lower only if LinkedIn’s limit allows it.',
	},
	{
		displayName: 'Contracts',
		name: 'contracts',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 555000111, 555000222',
		displayOptions: { show },
		description: 'Recruiter contracts by number or URN, separated by commas',
	},
	{
		displayName: 'Seat Holders',
		name: 'seatChoice',
		type: 'options',
		default: 'all',
		displayOptions: { show },
		options: [
			{
				name: 'All Active',
				value: 'all',
				description: 'New ones are included within an hour',
			},
			{ name: 'Chosen', value: 'chosen' },
		],
		description: 'Whose activity',
	},
	{
		displayName: 'Seat Holder Names or IDs',
		name: 'seats',
		type: 'multiOptions',
		default: [],
		required: true,
		displayOptions: { show: { ...show, seatChoice: ['chosen'] } },
		typeOptions: { loadOptionsMethod: 'getSeatHolders', loadOptionsDependsOn: ['contracts'] },
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Look Back on First Run (Hours)',
		name: 'lookBackHours',
		type: 'number',
		default: 12,
		typeOptions: { minValue: 1, maxValue: 720 },
		displayOptions: { show },
		description:
			'How far back a seat is read when it is read for the first time. Up to 12 hours cost no additional calls; each further 12 hours cost as many as a poll.',
	},
];
