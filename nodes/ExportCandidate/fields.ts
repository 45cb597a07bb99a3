import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_PROFILE_URL } from '../../src/mapping/candidateToLinkedIn';
import { PLACEHOLDER_DOMAIN } from '../../src/mapping/placeholderEmail';

const writing = { operation: ['export', 'decide'] };

/** A resource that is chosen from a searchable list, or named by its id; empty is allowed. */
const locator = (
	name: string,
	displayName: string,
	description: string,
	search: string,
	show: NonNullable<INodeProperties['displayOptions']>['show'],
	placeholder: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description,
	displayOptions: { show: show ?? {} },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: search, searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
	],
});

export const authenticationField: INodeProperties = {
	displayName: 'SmartRecruiters Authentication',
	name: 'authentication',
	type: 'options',
	default: 'smartRecruitersOAuth2Api',
	displayOptions: { show: writing },
	options: [
		{ name: 'API Key', value: 'smartRecruitersApi' },
		{ name: 'OAuth2', value: 'smartRecruitersOAuth2Api' },
	],
};

/** What is exported, and who it is. */
export const exportFields: INodeProperties[] = [
	{
		displayName: 'Request ID',
		name: 'requestId',
		type: 'string',
		default: '={{ $json.requestId }}',
		required: true,
		displayOptions: { show: { operation: ['export', 'decide', 'getExport'] } },
		description: 'Names the export, as RSC Trigger gives it',
	},
	{
		displayName: 'Export Data',
		name: 'exportData',
		type: 'string',
		default: '={{ $json.data }}',
		displayOptions: { show: { operation: ['export', 'decide', 'getExport'] } },
		description:
			'What LinkedIn told of the person, if it was fetched before: the data of an RSC Trigger item, or the payload of a Review item. Empty fetches it.',
	},
	{
		displayName: 'Known Candidate ID',
		name: 'knownCandidateId',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.candidateId }}',
		displayOptions: { show: { operation: ['export'] } },
		description:
			'The SmartRecruiters candidate who this LinkedIn person is, if that is known, such as from the table rsc_people',
	},
];

export const choiceFields: INodeProperties[] = [
	locator(
		'source',
		'Source',
		'Where the application came from. Empty takes the source that is called exactly "LinkedIn".',
		'searchSources',
		writing,
		'e.g. PAID/JOB_BOARD/5f1c…',
	),
	locator(
		'job',
		'Job',
		'The job to put the person on. Empty takes the one that the recruiter chose.',
		'searchOpenJobs',
		writing,
		'e.g. 0f9d6a6e-6b1e-4f0a-9a53-0d3a3f4c1b11',
	),
];

export const candidateField = locator(
	'candidate',
	'Candidate',
	'The candidate who this person is',
	'searchPeople',
	{ operation: ['decide'], decision: ['link'] },
	'e.g. 8a3c8f0e-2a55-4a8d-9a1c-9f2f6b1f7d10',
);

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	default: {},
	placeholder: 'Add option',
	displayOptions: { show: writing },
	options: [
		{
			displayName: 'Adding to Another Job',
			name: 'addToAnotherJob',
			type: 'options',
			default: 'try',
			description:
				'What to do when the candidate exists and is not on this job yet. SmartRecruiters has no documented way to add an application.',
			options: [
				{
					name: 'Ask',
					value: 'ask',
					description: 'A person adds the application in SmartRecruiters',
				},
				{
					name: 'Try',
					value: 'try',
					description:
						'Send the same person again. If that makes a second candidate, it is deleted at once, and a person is asked.',
				},
			],
		},
		{
			displayName: 'Ask About Namesakes',
			name: 'askAboutNamesakes',
			type: 'boolean',
			default: false,
			description:
				'Whether a candidate of the same name sends the export to review. A name alone never decides.',
		},
		{
			displayName: 'Candidate Profile URL',
			name: 'profileUrl',
			type: 'string',
			default: DEFAULT_PROFILE_URL,
			description:
				'Where Recruiter finds the candidate in SmartRecruiters. {candidateId} stands for the candidate.',
		},
		{
			displayName: 'Earlier Attempt At',
			name: 'attemptedAt',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.startedAtMs }}',
			description:
				'When this export was tried before without coming to an end, as epoch milliseconds or ISO 8601. Before a candidate is created, the search is then given time to show one that was made.',
		},
		{
			displayName: 'Placeholder Domain',
			name: 'placeholderDomain',
			type: 'string',
			default: PLACEHOLDER_DOMAIN,
			placeholder: 'e.g. no-mail.example.com',
			description:
				'LinkedIn tells no e-mail address, and SmartRecruiters needs one. Addresses in this domain stand in; it should be yours, or one that receives no mail.',
		},
		{
			displayName: 'Search Settle Time (Seconds)',
			name: 'searchSettleTime',
			type: 'number',
			default: 30,
			typeOptions: { minValue: 0 },
			description: 'How long the search in SmartRecruiters may lag behind what was written',
		},
		{
			displayName: 'Start Status',
			name: 'startStatus',
			type: 'options',
			default: '',
			description: 'Where the application starts',
			options: [
				{ name: 'As SmartRecruiters Makes It', value: '' },
				{ name: 'In Review', value: 'IN_REVIEW' },
				{ name: 'Lead', value: 'LEAD' },
				{ name: 'New', value: 'NEW' },
			],
		},
		{
			displayName: 'Start Sub-Status',
			name: 'startSubStatus',
			type: 'string',
			default: '',
			placeholder: 'e.g. Recruiter screen',
			description: 'As it is called in the hiring process of the job; used with a start status',
		},
		{
			displayName: 'Tags',
			name: 'tags',
			type: 'string',
			default: '',
			placeholder: 'e.g. sourced, autumn campaign',
			description: 'Tags of the candidate, separated by commas, besides "LinkedIn RSC"',
		},
		{
			displayName: 'Time Limit (Minutes)',
			name: 'timeLimit',
			type: 'number',
			default: 3,
			typeOptions: { minValue: 0.1 },
			description: 'After what time it is given up to wait; nothing is lost by that',
		},
	],
};
