import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { runPerItem } from '../../src/n8n/runPerItem';
import { explainFields, runExplain } from './explain';
import { getManyFields, runGetMany } from './getMany';
import { searchPeople, searchSeats } from './listSearch';
import { authenticationField, contractField, seatField } from './sharedFields';
import { Writer, writeFields } from './write';

/** Names of the outputs, by operation. */
const OUTPUTS = {
	explain: ['Explanation'],
	getMany: ['Activity', 'Progress'],
	write: ['Written', 'Review'],
};

export class RecruiterActivity implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Recruiter Activity',
		name: 'recruiterActivity',
		icon: {
			light: 'file:../../icons/recruiterActivity.svg',
			dark: 'file:../../icons/recruiterActivity.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ {explain: "Explain", getMany: "Get Many", write: "Write to SmartRecruiters"}[$parameter["operation"]] }}',
		description:
			'Brings InMails, notes and shared contact details of LinkedIn Recruiter into SmartRecruiters',
		defaults: { name: 'Recruiter Activity' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ ((${JSON.stringify(OUTPUTS)})[$parameter["operation"]] ?? [""]).map((name) => ({ type: "main", displayName: name })) }}`,
		credentials: [
			{ name: 'linkedInRscOAuth2Api', displayName: 'LinkedIn RSC', required: true },
			{
				name: 'smartRecruitersOAuth2Api',
				displayName: 'SmartRecruiters',
				required: true,
				displayOptions: {
					hide: { operation: ['getMany'], authentication: ['smartRecruitersApi'] },
				},
			},
			{
				name: 'smartRecruitersApi',
				displayName: 'SmartRecruiters',
				required: true,
				displayOptions: {
					hide: { operation: ['getMany'], authentication: ['smartRecruitersOAuth2Api'] },
				},
			},
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'write',
				options: [
					{
						name: 'Explain',
						value: 'explain',
						action: 'Explain why something is missing',
						description: 'Find out why an InMail, a note, a candidate or a job is not there',
					},
					{
						name: 'Get Many',
						value: 'getMany',
						action: 'Get many activities of a seat holder',
						description: 'Get the past InMails, notes and shared contact details of one seat',
					},
					{
						name: 'Write to SmartRecruiters',
						value: 'write',
						action: 'Write an activity to smart recruiters',
						description:
							'Write an InMail, a note or contact details onto the candidate as a note, once',
					},
				],
			},
			authenticationField,
			...writeFields,
			...explainFields.question,
			contractField,
			seatField,
			...getManyFields,
			...explainFields.rest,
		],
		hints: [
			{
				message:
					'Writing twice is kept off by the ledger row of each event. Hand it over, and store what comes out, as the ready-made workflow 04 does.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "write" }}',
			},
			{
				message:
					'One execution reads one chunk. Hand its checkpoint to the next one, as the ready-made workflow 04 does.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "getMany" }}',
			},
		],
	};

	methods = { listSearch: { searchPeople, searchSeats } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0);
		if (operation === 'getMany')
			return await runPerItem(this, 2, async (item) => await runGetMany(this, item));
		if (operation === 'explain')
			return await runPerItem(this, 1, async (item) => await runExplain(this, item));
		const writer = new Writer(this);
		return await runPerItem(this, 2, async (item) => await writer.write(item), writer.order());
	}
}
