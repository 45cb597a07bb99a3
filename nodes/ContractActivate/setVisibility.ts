import { z } from 'zod';
import { listParameter } from '../../src/n8n/fields/lists';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter, whileShown } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { setVisibility as choose } from '../../src/operations/contract/setVisibility';

const ParametersSchema = z.object({
	who: z.enum(['everybody', 'team']),
	openDepartments: listParameter,
	openJobs: listParameter,
	confidentialToTeam: whileShown(z.boolean(), false),
	scheme: whileShown(z.enum(['person', 'accessGroup']), 'person'),
	accessGroups: whileShown(
		z.object({
			values: z.array(z.object({ id: textParameter, departments: listParameter })).default([]),
		}),
		{},
	),
	allowsNobody: whileShown(z.boolean(), false),
	changedBy: textParameter,
	previewOnly: z.boolean(),
});

const TEAM = { show: { who: ['team'] } };
const TEAM_BY_PERSON = { show: { who: ['team'], scheme: ['person'] } };

export const setVisibility: NodeOperation = {
	option: {
		name: 'Set Visibility',
		value: 'setVisibility',
		action: 'Choose who sees jobs in recruiter',
		description:
			'Choose who sees jobs and applications in Recruiter. Sync Visibility of RSC Historical Sync applies it.',
	},
	uses: 'both',
	properties: [
		{
			displayName: 'Who Sees Jobs in Recruiter',
			name: 'who',
			type: 'options',
			default: 'everybody',
			options: [
				{
					name: 'Everybody With a Recruiter Seat',
					value: 'everybody',
				},
				{
					name: 'The Hiring Team and Administrators',
					value: 'team',
					description: 'Only seat holders who are mapped, and who see the job in SmartRecruiters',
				},
			],
		},
		{
			displayName: 'Department Names or IDs Visible to Everybody',
			name: 'openDepartments',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getDepartments' },
			default: [],
			displayOptions: TEAM,
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'Everybody with a Recruiter seat sees their jobs.',
		},
		{
			displayName: 'Job Names or IDs Visible to Everybody',
			name: 'openJobs',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getJobs' },
			default: [],
			displayOptions: TEAM,
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			hint: 'Everybody with a Recruiter seat sees them.',
		},
		{
			displayName: 'Groups',
			name: 'scheme',
			type: 'options',
			default: 'person',
			displayOptions: TEAM,
			description:
				'How LinkedIn is told who sees a job. It takes at most 10 groups a person. A change takes sight from nobody while it is made.',
			options: [
				{
					name: 'One for Each Access Group',
					value: 'accessGroup',
					description:
						'Hiring teams do not count then. Only if LinkedIn refuses a group for each person.',
				},
				{
					name: 'One for Each Person',
					value: 'person',
					description: 'The hiring team decides; everybody needs one or two groups',
				},
			],
		},
		{
			displayName: 'Share Confidential Jobs With Their Hiring Team',
			name: 'confidentialToTeam',
			type: 'boolean',
			default: false,
			displayOptions: TEAM_BY_PERSON,
			description:
				'Whether jobs that the sharing rules keep back are sent all the same, and shown to nobody but the mapped members of their hiring team, not even to administrators who are not on it',
		},
		{
			displayName: 'Departments of Access Groups',
			name: 'accessGroups',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Access Group',
			default: {},
			displayOptions: TEAM,
			description:
				'Which departments an access group covers, which SmartRecruiters’ API does not tell. Whoever is in it sees the jobs of these departments, too.',
			options: [
				{
					displayName: 'Access Group',
					name: 'values',
					values: [
						{
							displayName: 'Access Group ID',
							name: 'id',
							type: 'string',
							default: '',
							placeholder: 'e.g. 5f1b2c3d4e5f6a7b8c9d0e1f',
							description: 'The ID of the access group in SmartRecruiters',
						},
						{
							displayName: 'Department Names or IDs',
							name: 'departments',
							type: 'multiOptions',
							typeOptions: { loadOptionsMethod: 'getDepartments' },
							default: [],
							description:
								'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
						},
					],
				},
			],
		},
		{
			displayName: 'Allow Jobs That Nobody Sees',
			name: 'allowsNobody',
			type: 'boolean',
			default: false,
			displayOptions: TEAM,
			description:
				'Whether to store the choice although no mapped seat holder would see some of the jobs',
		},
		{
			displayName: 'Decided By',
			name: 'changedBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ada Lo, ada@example.com',
			description: 'Stored with the choice',
		},
		{
			displayName: 'Preview Only',
			name: 'previewOnly',
			type: 'boolean',
			default: false,
			description: 'Whether to return whom the choice would show jobs, and store nothing',
		},
	],
	run: async (context, item) => {
		const parameters = readParameters(context, item, ParametersSchema);
		const { who, scheme, openDepartments, openJobs, accessGroups } = parameters;
		const { changedBy, allowsNobody, previewOnly } = parameters;
		const runtime = await openRuntime(context, item);
		const result = await choose(runtime, {
			choice: {
				who,
				openDepartments,
				openJobs,
				confidentialToTeam: scheme === 'person' && parameters.confidentialToTeam,
				scheme,
				accessGroups: accessGroups.values,
				changedBy,
			},
			allowsNobody,
			previewOnly,
		});
		const { organizationUrn: organization } = runtime.linkedIn.settings;
		return [toItems([{ organization, who, ...result }], item)];
	},
};
