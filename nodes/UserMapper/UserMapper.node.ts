import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { defineNode } from '../../src/n8n/defineNode';
import { findDrift } from './findDrift';
import { getSeatHolders } from './getSeatHolders';
import { getUsers } from './getUsers';
import { searchUsers } from '../../src/n8n/listUsers';
import { searchSeats } from './listSearch';
import { mapOne } from './mapOne';
import { mappingPage } from './mappingPage';
import { suggestMapping } from './suggestMapping';
import { unmap } from './unmap';

const NODE = defineNode([
	{
		option: {
			name: 'Mapping',
			value: 'mapping',
			description: 'Which SmartRecruiters user holds which Recruiter seat',
		},
		operations: [findDrift, mapOne, mappingPage, suggestMapping, unmap],
		initial: 'suggestMapping',
	},
	{
		option: { name: 'Seat Holder', value: 'seatHolder', description: 'Who holds Recruiter seats' },
		operations: [getSeatHolders],
	},
	{
		option: { name: 'User', value: 'user', description: 'Users of SmartRecruiters' },
		operations: [getUsers],
	},
]);

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
		description: 'Finds and stores which SmartRecruiters user holds which LinkedIn Recruiter seat',
		defaults: { name: 'RSC User Mapper' },
		usableAsTool: true,
		...NODE.description,
		subtitle: NODE.description.subtitle,
		hints: [
			{
				message:
					'A suggestion is not a mapping yet. Store it with Map One once a person has confirmed it, or use the mapping page of workflow 02.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["operation"] === "suggestMapping" }}',
			},
		],
	};

	methods = { listSearch: { searchSeats, searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await NODE.execute(this, this.continueOnFail());
	}
}
