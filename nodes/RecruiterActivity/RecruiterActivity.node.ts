import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { defineNode } from '../../src/n8n/defineNode';
import { catchUp } from './catchUp';
import { explain } from './explain';
import { explainPage } from './explainPage';
import { getMany } from './getMany';
import { importPast } from './importPast';
import { searchJobs, searchPeople } from '../../src/n8n/listPeopleAndJobs';
import { searchUsers } from '../../src/n8n/listUsers';
import { searchSeats } from './listSearch';
import { syncNew } from './syncNew';
import { write } from './write';

const NODE = defineNode([
	{
		option: { name: 'Activity', value: 'activity' },
		operations: [catchUp, explain, explainPage, getMany, importPast, syncNew, write],
		initial: 'write',
	},
]);

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
		description:
			'Brings InMails, notes and shared contact details of LinkedIn Recruiter into SmartRecruiters',
		defaults: { name: 'Recruiter Activity' },
		usableAsTool: true,
		...NODE.description,
		subtitle: NODE.description.subtitle,
	};

	methods = { listSearch: { searchJobs, searchPeople, searchSeats, searchUsers } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await NODE.execute(this, this.continueOnFail());
	}
}
