import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { defineNode } from '../../src/n8n/defineNode';
import { decide } from './decide';
import { decisionsPage } from './decisionsPage';
import { exportToSmartRecruiters } from './exportToSmartRecruiters';
import { getExport } from './getExport';
import { getUsage } from './getUsage';
import { searchJobs, searchPeople } from '../../src/n8n/listPeopleAndJobs';
import { searchSources } from './listSearch';

const NODE = defineNode([
	{
		option: { name: 'Export', value: 'export' },
		operations: [decide, decisionsPage, exportToSmartRecruiters, getExport, getUsage],
		initial: exportToSmartRecruiters.option.value,
	},
]);

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
		description:
			'Brings people whom a recruiter exported in LinkedIn Recruiter into SmartRecruiters, and links both sides',
		defaults: { name: 'RSC Export Candidate' },
		usableAsTool: true,
		...NODE.description,
		subtitle: NODE.description.subtitle ?? '',
	};

	methods = { listSearch: { searchJobs, searchPeople, searchSources } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await NODE.execute(this, this.continueOnFail());
	}
}
