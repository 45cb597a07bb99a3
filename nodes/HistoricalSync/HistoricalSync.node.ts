import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { runPerItem } from '../../src/n8n/runPerItem';
import { backfillFields, runBackfill } from './backfill';
import { runGetConnection } from './getConnection';

export class HistoricalSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RSC Historical Sync',
		name: 'historicalSync',
		icon: {
			light: 'file:../../icons/recruiterSystemConnect.svg',
			dark: 'file:../../icons/recruiterSystemConnect.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ {backfill: "Backfill", getConnection: "Get Connection"}[$parameter["operation"]] }}',
		description:
			'Sends jobs, candidates and applications from SmartRecruiters to LinkedIn Recruiter',
		defaults: { name: 'RSC Historical Sync' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Progress', 'Rejected'],
		credentials: [
			{ name: 'linkedInRscOAuth2Api', required: true },
			{
				name: 'smartRecruitersOAuth2Api',
				required: true,
				displayOptions: {
					show: { operation: ['backfill'], authentication: ['smartRecruitersOAuth2Api'] },
				},
			},
			{
				name: 'smartRecruitersApi',
				required: true,
				displayOptions: {
					show: { operation: ['backfill'], authentication: ['smartRecruitersApi'] },
				},
			},
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'backfill',
				options: [
					{
						name: 'Backfill',
						value: 'backfill',
						action: 'Backfill history',
						description: 'Send one chunk of historical jobs, candidates and applications',
					},
					{
						name: 'Get Connection',
						value: 'getConnection',
						action: 'Get the connection',
						description:
							'Get the organization and API settings of the LinkedIn credential without any request',
					},
				],
			},
			...backfillFields,
		],
		hints: [
			{
				message:
					'One execution sends one chunk. Hand its checkpoint to the next one, as the ready-made workflow 03 does.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "backfill" && !$parameter["dryRun"] }}',
			},
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runPerItem(this, 2, async (item) => {
			const { progress, rejected } =
				this.getNodeParameter('operation', item) === 'getConnection'
					? await runGetConnection(this, item)
					: await runBackfill(this, item);
			return [progress, rejected];
		});
	}
}
