import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { defineNode } from '../../src/n8n/defineNode';
import { backfillOperation } from './backfill';
import { closedProfilesOperation } from './closedProfiles';
import { deleteRecordsOperation } from './deleteRecords';
import { getRecordOperation } from './getRecord';
import { searchReports } from './listSearch';
import { reconcileOperation } from './reconcile';
import { removeEverythingOperation } from './removeEverything';
import { retryParkedOperation } from './retryParked';
import { syncChangesOperation } from './syncChanges';
import { syncRecordsOperation } from './syncRecords';
import { syncVisibilityOperation } from './syncVisibility';
import { whatWouldGoOperation } from './whatWouldGo';

const NODE = defineNode([
	{
		option: { name: 'History', value: 'history' },
		operations: [
			backfillOperation,
			closedProfilesOperation,
			reconcileOperation,
			removeEverythingOperation,
			syncChangesOperation,
			syncVisibilityOperation,
			retryParkedOperation,
			whatWouldGoOperation,
		],
	},
	{
		option: { name: 'Record', value: 'record' },
		operations: [deleteRecordsOperation, getRecordOperation, syncRecordsOperation],
		initial: 'syncRecords',
	},
]);

export class HistoricalSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'RSC Historical Sync',
		name: 'historicalSync',
		icon: {
			light: 'file:../../icons/historicalSync.svg',
			dark: 'file:../../icons/historicalSync.dark.svg',
		},
		group: ['transform'],
		version: 1,
		description:
			'Sends jobs, candidates and applications from SmartRecruiters to LinkedIn Recruiter, and keeps them up to date',
		defaults: { name: 'RSC Historical Sync' },
		usableAsTool: true,
		...NODE.description,
		subtitle: NODE.description.subtitle,
	};

	methods = { listSearch: { searchReports } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await NODE.execute(this, this.continueOnFail());
	}
}
