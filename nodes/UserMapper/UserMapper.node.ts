import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { runPerItem } from '../../src/n8n/runPerItem';
import { searchSeats, searchUsers } from './listSearch';
import { NAMES, outputCount, OUTPUTS, properties, runOperation } from './resources';

/** Operations that do not ask SmartRecruiters. */
const LINKEDIN_ONLY = ['checkKey', 'getSeatHolders', 'renderPage', 'unmap'];

export class UserMapper implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RSC User Mapper',
		name: 'userMapper',
		icon: {
			light: 'file:../../icons/userMapper.svg',
			dark: 'file:../../icons/userMapper.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: `={{ (${JSON.stringify(NAMES)})[$parameter["operation"]] }}`,
		description: 'Finds which SmartRecruiters user holds which LinkedIn Recruiter seat',
		defaults: { name: 'RSC User Mapper' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ ((${JSON.stringify(OUTPUTS)})[$parameter["operation"]] ?? [""]).map((name) => ({ type: "main", displayName: name })) }}`,
		credentials: [
			{
				name: 'linkedInRscOAuth2Api',
				displayName: 'LinkedIn RSC',
				required: true,
				displayOptions: { hide: { operation: ['getUsers', 'unmap'] } },
			},
			{
				name: 'smartRecruitersOAuth2Api',
				displayName: 'SmartRecruiters',
				required: true,
				displayOptions: {
					hide: { operation: LINKEDIN_ONLY, authentication: ['smartRecruitersApi'] },
				},
			},
			{
				name: 'smartRecruitersApi',
				displayName: 'SmartRecruiters',
				required: true,
				displayOptions: {
					hide: { operation: LINKEDIN_ONLY, authentication: ['smartRecruitersOAuth2Api'] },
				},
			},
		],
		properties,
		hints: [
			{
				message:
					'A suggestion is not a mapping yet. Keep it in the Data Table rsc_seats once a person has confirmed it, as the ready-made workflow 02 does.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "suggestMapping" }}',
			},
		],
	};

	methods = { listSearch: { searchSeats, searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runPerItem(
			this,
			outputCount(this),
			async (item) => await runOperation(this, item),
		);
	}
}
