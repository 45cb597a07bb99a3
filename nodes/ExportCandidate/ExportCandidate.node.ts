import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { runPerItem } from '../../src/n8n/runPerItem';
import { toNodeError } from '../../src/n8n/toNodeError';
import { decide, decideFields } from './decide';
import { exportOne } from './exportOne';
import { authenticationField, choiceFields, exportFields, optionsField } from './fields';
import { runGetExport } from './getExport';
import { runGetUsage, usageFields } from './getUsage';
import { searchOpenJobs, searchPeople, searchSources } from './listSearch';

/** Operations that do not ask SmartRecruiters. */
const READING = ['getExport', 'getUsage'];

export class ExportCandidate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RSC Export Candidate',
		name: 'exportCandidate',
		icon: {
			light: 'file:../../icons/exportCandidate.svg',
			dark: 'file:../../icons/exportCandidate.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ {export: "Export to SmartRecruiters", decide: "Apply a Decision", getExport: "Get Export", getUsage: "Get Usage"}[$parameter["operation"]] }}',
		description:
			'Brings people whom a recruiter exported in LinkedIn Recruiter into SmartRecruiters, and links both sides',
		defaults: { name: 'RSC Export Candidate' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Exported', 'Review'],
		credentials: [
			{
				name: 'linkedInRscOAuth2Api',
				displayName: 'LinkedIn RSC',
				required: true,
				displayOptions: { hide: { operation: ['getUsage'] } },
			},
			{
				name: 'smartRecruitersOAuth2Api',
				displayName: 'SmartRecruiters',
				required: true,
				displayOptions: {
					hide: { operation: READING, authentication: ['smartRecruitersApi'] },
				},
			},
			{
				name: 'smartRecruitersApi',
				displayName: 'SmartRecruiters',
				required: true,
				displayOptions: {
					hide: { operation: READING, authentication: ['smartRecruitersOAuth2Api'] },
				},
			},
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'export',
				options: [
					{
						name: 'Apply a Decision',
						value: 'decide',
						action: 'Apply a decision to an export',
						description: 'Go on with an export that went to review',
					},
					{
						name: 'Export to SmartRecruiters',
						value: 'export',
						action: 'Export a candidate to smart recruiters',
						description:
							'Find or create the candidate, put it on the job, and link it to the LinkedIn member',
					},
					{
						name: 'Get Export',
						value: 'getExport',
						action: 'Get an export',
						description: 'Fetch what LinkedIn tells of an exported person, and write nothing',
					},
					{
						name: 'Get Usage',
						value: 'getUsage',
						action: 'Get the usage of exports',
						description: 'Count the exports of this month for each Recruiter seat',
					},
				],
			},
			authenticationField,
			...exportFields,
			...decideFields,
			...choiceFields,
			optionsField,
			...usageFields,
		],
		hints: [
			{
				message:
					'Run one export after the other: two at once for the same person could make two candidates. The ready-made workflow 05 takes care of that.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "export" }}',
			},
		],
	};

	methods = { listSearch: { searchOpenJobs, searchPeople, searchSources } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getNodeParameter('operation', 0) === 'getUsage') {
			try {
				return runGetUsage(this);
			} catch (error) {
				throw toNodeError(this.getNode(), error, 0);
			}
		}
		return await runPerItem(this, 2, async (item) => {
			const operation = this.getNodeParameter('operation', item);
			if (operation === 'decide') return await decide(this, item);
			if (operation === 'getExport') return await runGetExport(this, item);
			return await exportOne(this, item);
		});
	}
}
