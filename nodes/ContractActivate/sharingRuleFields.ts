import type { INodeProperties } from 'n8n-workflow';

/** What may leave SmartRecruiters; a rule that is not added stays as it is. */
export const sharingRuleFields: INodeProperties[] = [
	{
		displayName: 'Confidential Tags',
		name: 'confidentialTags',
		type: 'string',
		default: 'confidential',
		description: 'Candidates with one of these tags are never sent; separated by commas',
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
		hint: 'Their jobs are visible in Recruiter only, although other jobs are public.',
	},
	{
		displayName: 'Department Names or IDs Never Sent',
		name: 'departmentsNeverSent',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getDepartments' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Their jobs, and candidates who applied to nothing else, are never sent.',
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
		hint: 'They are visible in Recruiter only, although other jobs are public.',
	},
	{
		displayName: 'Job Names or IDs Never Sent',
		name: 'jobsNeverSent',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getJobs' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'They, and candidates who applied to nothing else, are never sent.',
	},
	{
		displayName: 'Job Visibility',
		name: 'jobVisibility',
		type: 'options',
		default: 'PRIVATE_TO_ATS_INTEGRATION',
		options: [
			{
				name: 'Private',
				value: 'PRIVATE_TO_ATS_INTEGRATION',
				description: 'Jobs are visible in Recruiter only, where candidates are exported',
			},
			{
				name: 'Public',
				value: 'PUBLIC',
				description: 'Open jobs with a public ad are listed on LinkedIn; all others stay private',
			},
		],
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
];
