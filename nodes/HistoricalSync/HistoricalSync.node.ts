import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';
import { runPerItem } from '../../src/n8n/runPerItem';
import { backfillFields } from './backfill';
import { deleteFields } from './deleteRecords';
import { closedProfilesFields } from './getClosedProfiles';
import { runGetMatches } from './getMatches';
import { getDepartments, getJobs } from './loadOptions';
import { operationFields, RUN } from './operations';
import { reconcileFields } from './reconcile';
import { removeFields } from './removeEverything';
import { authenticationField, jobVisibilityField, sharingFields } from './sharedFields';
import { changesFields } from './syncChanges';
import { recordsFields } from './syncRecords';

/** Operations that need LinkedIn alone. */
const LINKEDIN_ONLY = ['getClosedProfiles', 'getConnection', 'getMatches'];

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
		subtitle:
			'={{ {backfill: "Backfill", deleteRecords: "Delete", getClosedProfiles: "Get Closed Profiles", getConnection: "Get Connection", getMatches: "Get Matches", reconcile: "Reconcile", removeEverything: "Remove Everything", syncChanges: "Sync Changes", syncRecords: "Sync"}[$parameter["operation"]] }}',
		description:
			'Sends jobs, candidates and applications from SmartRecruiters to LinkedIn Recruiter, and keeps them up to date',
		defaults: { name: 'RSC Historical Sync' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Progress', 'Rejected'],
		credentials: [
			{ name: 'linkedInRscOAuth2Api', displayName: 'LinkedIn RSC', required: true },
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
		properties: [
			...operationFields,
			authenticationField,
			...closedProfilesFields,
			...removeFields,
			...deleteFields,
			...recordsFields,
			...reconcileFields,
			...changesFields,
			...backfillFields,
			jobVisibilityField,
			...sharingFields,
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

	methods = { loadOptions: { getDepartments, getJobs } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		if (this.getNodeParameter('operation', 0) === 'getMatches') return await runGetMatches(this);
		return await runPerItem(this, 2, async (item) => {
			const operation = String(this.getNodeParameter('operation', item));
			const run = RUN[operation];
			if (!run) {
				throw new NodeOperationError(this.getNode(), `There is no operation "${operation}"`, {
					description: 'Choose an operation in this node.',
					itemIndex: item,
				});
			}
			const { progress, rejected } = await run(this, item);
			return [progress, rejected];
		});
	}
}
