import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { runBackfill } from './backfill';
import { runDeleteRecords } from './deleteRecords';
import { runGetClosedProfiles } from './getClosedProfiles';
import { runGetConnection } from './getConnection';
import type { NodeOutput } from './readParameters';
import { runReconcile } from './reconcile';
import { runRemoveEverything } from './removeEverything';
import { runSyncChanges } from './syncChanges';
import { runSyncRecords } from './syncRecords';

/** Operations that work on one input item after the other. */
export const RUN: Readonly<
	Record<string, (context: IExecuteFunctions, item: number) => Promise<NodeOutput>>
> = {
	backfill: runBackfill,
	deleteRecords: runDeleteRecords,
	getClosedProfiles: runGetClosedProfiles,
	getConnection: runGetConnection,
	reconcile: runReconcile,
	removeEverything: runRemoveEverything,
	syncChanges: runSyncChanges,
	syncRecords: runSyncRecords,
};

export const operationFields: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: 'history',
		options: [
			{ name: 'History', value: 'history' },
			{ name: 'Record', value: 'record' },
		],
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'backfill',
		displayOptions: { show: { resource: ['history'] } },
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
			{
				name: 'Reconcile',
				value: 'reconcile',
				action: 'Reconcile both sides',
				description: 'Compare one chunk of what both sides have, and repair what differs',
			},
			{
				name: 'Remove Everything',
				value: 'removeEverything',
				action: 'Remove everything that was synced',
				description: 'Delete one chunk of what was synced at LinkedIn, and prove that it is gone',
			},
			{
				name: 'Sync Changes',
				value: 'syncChanges',
				action: 'Sync changes',
				description: 'Send one chunk of what changed since the last run',
			},
		],
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'syncRecords',
		displayOptions: { show: { resource: ['record'] } },
		options: [
			{
				name: 'Delete',
				value: 'deleteRecords',
				action: 'Delete records',
				description: 'Delete candidates, applications and what hangs below them; close jobs',
			},
			{
				name: 'Get Closed Profiles',
				value: 'getClosedProfiles',
				action: 'Get closed profiles',
				description: 'Get members who closed their LinkedIn account since they were exported',
			},
			{
				name: 'Get Matches',
				value: 'getMatches',
				action: 'Get matches of candidates',
				description: 'Get the LinkedIn members whom LinkedIn recognised in candidates',
			},
			{
				name: 'Sync',
				value: 'syncRecords',
				action: 'Sync records',
				description: 'Read candidates and jobs in SmartRecruiters and send them',
			},
		],
	},
];
