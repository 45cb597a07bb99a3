import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { runPerItem } from '../../src/n8n/runPerItem';
import { RESOURCES, runOperation } from './resources';

export class ContractActivate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RSC Contract Activate',
		name: 'contractActivate',
		icon: {
			light: 'file:../../icons/contractActivate.svg',
			dark: 'file:../../icons/contractActivate.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ {acknowledge: "Acknowledge Data Sharing", checkKey: "Check Key", deactivate: "Deactivate", getStep: "Get Connect Step", getStatus: "Get Status", provision: "Provision Customer App", readWidgetResult: "Read Widget Result", render: "Render Status Page", requestAccess: "Request Access"}[$parameter["operation"]] }}',
		description:
			'Connects LinkedIn Recruiter contracts: from the acknowledgement to access that is switched on',
		defaults: { name: 'RSC Contract Activate' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Result', 'Refused'],
		sensitiveOutputFields: ['clientSecret'],
		credentials: [
			{
				name: 'linkedInRscOAuth2Api',
				displayName: 'LinkedIn RSC',
				required: true,
				displayOptions: { hide: { resource: ['customerApp'] } },
			},
			{
				name: 'linkedInPartnerOAuth2Api',
				displayName: 'LinkedIn Partner',
				required: true,
				displayOptions: { hide: { resource: ['contract', 'dataSharing', 'statusPage'] } },
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'contract',
				options: Object.values(RESOURCES).map(({ option }) => option),
			},
			...Object.values(RESOURCES).flatMap(({ properties }) => properties),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runPerItem(this, 2, async (item) => await runOperation(this, item));
	}
}
