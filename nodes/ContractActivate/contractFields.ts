import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { textParameter, textsParameter } from '../../src/n8n/readParameters';

/** Shows fields for some operations of the resource Contract. */
export const showFor = (...operations: string[]) => ({
	resource: ['contract'],
	operation: operations,
});

const every = showFor('deactivate', 'getStatus', 'readWidgetResult', 'requestAccess');

/** Nothing is done before the acknowledgement: every operation wants to see it, and by default finds it in the item. */
export const acknowledgementFields: INodeProperties[] = [
	{
		displayName: 'Acknowledged By',
		name: 'acknowledgedBy',
		type: 'string',
		default: '={{ $json.acknowledgedBy }}',
		required: true,
		displayOptions: { show: every },
		description: 'Who acknowledged the sharing of data',
	},
	{
		displayName: 'Acknowledged At',
		name: 'acknowledgedAt',
		type: 'string',
		default: '={{ $json.acknowledgedAt }}',
		required: true,
		placeholder: 'e.g. 2026-11-24T09:30:00.000Z',
		displayOptions: { show: every },
		description: 'When that was',
	},
	{
		displayName: 'Acknowledged Text',
		name: 'acknowledgedText',
		type: 'string',
		default: '={{ $json.acknowledgedText }}',
		required: true,
		placeholder: 'e.g. 2026-11',
		displayOptions: { show: every },
		description: 'Which version of the text that was',
	},
];

export const contractsField: INodeProperties = {
	displayName: 'Contracts',
	name: 'contracts',
	type: 'string',
	default: '={{ $json.contracts ?? $json.contract }}',
	required: true,
	placeholder: 'e.g. 555000111, 555000222',
	displayOptions: { show: showFor('getStatus', 'requestAccess') },
	description:
		'Recruiter contracts by number or URN, separated by commas. LinkedIn has no list of them to choose from: the number is in Recruiter, or comes from the widget.',
};

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	default: {},
	placeholder: 'Add option',
	displayOptions: { show: showFor('getStatus', 'requestAccess') },
	options: [
		{
			displayName: 'Statuses That Count as On',
			name: 'onStatuses',
			type: 'string',
			default: '',
			placeholder: 'e.g. ACTIVE',
			description:
				'Words with which LinkedIn says that access is on, besides ENABLED, separated by commas. LinkedIn does not document them; this node tells when it meets one that it does not know.',
		},
	],
};

export const acknowledgementShape = {
	acknowledgedBy: textParameter,
	acknowledgedAt: textParameter,
	acknowledgedText: textParameter,
};

export const contractsShape = {
	contracts: textsParameter,
	options: z
		.object({ onStatuses: z.string().default('') })
		.transform(({ onStatuses }) => onStatuses.split(/[\s,]+/).filter(Boolean)),
};

export const LABELS = {
	acknowledgedBy: 'Acknowledged By',
	acknowledgedAt: 'Acknowledged At',
	acknowledgedText: 'Acknowledged Text',
	contracts: 'Contracts',
	options: 'Options',
};
