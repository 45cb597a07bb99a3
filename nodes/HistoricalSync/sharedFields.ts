import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_PROFILE_URL } from '../../src/mapping/candidateToLinkedIn';

/** Operations that read SmartRecruiters. */
const WITH_SMARTRECRUITERS = [
	'backfill',
	'deleteRecords',
	'reconcile',
	'removeEverything',
	'syncChanges',
	'syncRecords',
];
/** Operations that send. */
const SENDING = ['backfill', 'reconcile', 'syncChanges', 'syncRecords'];

export const authenticationField: INodeProperties = {
	displayName: 'SmartRecruiters Authentication',
	name: 'authentication',
	type: 'options',
	default: 'smartRecruitersOAuth2Api',
	displayOptions: { show: { operation: WITH_SMARTRECRUITERS } },
	options: [
		{ name: 'API Key', value: 'smartRecruitersApi' },
		{ name: 'OAuth2', value: 'smartRecruitersOAuth2Api' },
	],
};

export const jobVisibilityField: INodeProperties = {
	displayName: 'Job Visibility',
	name: 'jobVisibility',
	type: 'options',
	default: 'PRIVATE_TO_ATS_INTEGRATION',
	displayOptions: { show: { operation: SENDING } },
	options: [
		{
			name: 'Private',
			value: 'PRIVATE_TO_ATS_INTEGRATION',
			description: 'Jobs are seen in Recruiter only, where candidates are exported',
		},
		{
			name: 'Public',
			value: 'PUBLIC',
			description: 'Open jobs with a public ad are listed on LinkedIn; all others stay private',
		},
	],
};

export const sharingFields: INodeProperties[] = [
	{
		displayName: 'Deleted Candidates',
		name: 'tombstones',
		type: 'string',
		default: '',
		displayOptions: { show: { operation: SENDING } },
		placeholder: 'e.g. {{ $json.candidateIds }}',
		description:
			'IDs of candidates that were deleted at LinkedIn and must not come back, from the Data Table rsc_deletions',
	},
	{
		displayName: 'Sharing Rules',
		name: 'sharing',
		type: 'collection',
		default: {},
		placeholder: 'Add rule',
		displayOptions: { show: { operation: SENDING } },
		description:
			'What may leave SmartRecruiters. Use the same rules wherever you send: what a rule keeps back is deleted at LinkedIn.',
		options: [
			{
				displayName: 'Confidential Tags',
				name: 'confidentialTags',
				type: 'string',
				default: 'confidential',
				description: 'Candidates with one of these tags never leave; separated by commas',
			},
			{
				displayName: 'Consent',
				name: 'consent',
				type: 'options',
				default: 'everyone',
				description: 'What is done about candidates who have not given consent in SmartRecruiters',
				options: [
					{ name: 'Send Everyone', value: 'everyone' },
					{
						name: 'Send Everyone, Mark Those Without Consent as Do Not Contact',
						value: 'markDoNotContact',
					},
					{ name: 'Send Only Those With Consent', value: 'onlyAcquired' },
				],
			},
			{
				displayName: 'Department Names or IDs Kept Private',
				name: 'departmentsKeptPrivate',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getDepartments' },
				default: [],
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				hint: 'Their jobs stay inside Recruiter although jobs are public otherwise.',
			},
			{
				displayName: 'Department Names or IDs Never Sent',
				name: 'departmentsNeverSent',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getDepartments' },
				default: [],
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				hint: 'Their jobs, and candidates who applied to nothing else, never leave.',
			},
			{
				displayName: 'Do Not Contact Tags',
				name: 'doNotContactTags',
				type: 'string',
				default: 'do-not-contact',
				description:
					'LinkedIn is told not to contact candidates with one of these tags; separated by commas',
			},
			{
				displayName: 'Job Names or IDs Kept Private',
				name: 'jobsKeptPrivate',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getJobs' },
				default: [],
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				hint: 'They stay inside Recruiter although jobs are public otherwise.',
			},
			{
				displayName: 'Job Names or IDs Never Sent',
				name: 'jobsNeverSent',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getJobs' },
				default: [],
				description:
					'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				hint: 'They, and candidates who applied to nothing else, never leave.',
			},
			{
				displayName: 'Send Notes',
				name: 'notes',
				type: 'boolean',
				default: false,
				description:
					'Whether to send notes that everyone with access to the candidate may see, as candidate notes. It needs an administrator credential.',
			},
			{
				displayName: 'Send Reviews',
				name: 'reviews',
				type: 'boolean',
				default: false,
				description: 'Whether to send reviews, as interview feedback',
			},
		],
	},
];

export const profileUrlOption: INodeProperties = {
	displayName: 'Candidate Profile URL',
	name: 'profileUrl',
	type: 'string',
	default: DEFAULT_PROFILE_URL,
	description:
		'Where Recruiter finds the candidate in SmartRecruiters. {candidateId} stands for the candidate.',
};

export const chunkSizeOption: INodeProperties = {
	displayName: 'Chunk Size',
	name: 'chunkSize',
	type: 'number',
	default: 1000,
	typeOptions: { minValue: 1 },
	description: 'After how many records this execution ends. A page of 100 is never split.',
};

export const jobCheckDelayOption: INodeProperties = {
	displayName: 'Job Check Delay (Seconds)',
	name: 'jobCheckDelay',
	type: 'number',
	default: 300,
	typeOptions: { minValue: 1 },
	description: 'How long LinkedIn is given to process jobs before it is asked about them',
};

/** For operations that work in chunks. */
export const timeLimitOption: INodeProperties = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeLimit',
	type: 'number',
	default: 5,
	typeOptions: { minValue: 0.1 },
	description: 'After what time this execution ends. A page at work is finished.',
};
