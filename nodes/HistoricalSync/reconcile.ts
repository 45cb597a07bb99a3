import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { readConnection } from '../../src/n8n/readConnection';
import { reconcile } from '../../src/operations/history/reconcile';
import {
	CommonSchema,
	minutes,
	type NodeOutput,
	profileUrl,
	readParameters,
	toLedger,
	toParked,
} from './readParameters';
import { profileUrlOption, timeLimitOption } from './sharedFields';
import { hintAtWait } from './toOutput';

const show = { resource: ['history'], operation: ['reconcile'] };
/** What one night may take of LinkedIn's requests a day. */
const DAY_SHARE = 0.3;

export const reconcileFields: INodeProperties[] = [
	{
		displayName: 'Repair',
		name: 'repair',
		type: 'boolean',
		default: true,
		displayOptions: { show },
		description:
			'Whether to send again what is missing or different, and to delete what must not be there. Off only reports.',
	},
	{
		displayName: 'Checkpoint',
		name: 'reconcileCheckpoint',
		type: 'string',
		default: '',
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.checkpoint }}',
		description: 'The checkpoint of the last item, to go on from there. Empty begins anew.',
	},
	{
		displayName: 'Options',
		name: 'reconcileOptions',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		displayOptions: { show },
		options: [
			profileUrlOption,
			{
				displayName: 'Look for Deleted Applications (Days)',
				name: 'leftoverDays',
				type: 'number',
				default: 2,
				typeOptions: { minValue: 0 },
				description:
					'SmartRecruiters tells nobody of a deleted application: for candidates who changed within so many days, applications to all other jobs are deleted at LinkedIn. 0 leaves it out.',
			},
			{
				displayName: 'Sample (Percent)',
				name: 'samplePercent',
				type: 'number',
				default: 2,
				typeOptions: { minValue: 0, maxValue: 100 },
				description:
					'How many candidates are compared to the last field, with applications. It costs a request and more for each.',
			},
			timeLimitOption,
		],
	},
];

const ParametersSchema = CommonSchema.extend({
	repair: z.boolean(),
	reconcileOptions: z.object({
		profileUrl,
		leftoverDays: z.number().nonnegative().default(2),
		samplePercent: z.number().min(0).max(100).default(2),
		timeLimit: minutes(5),
	}),
});

/** One chunk for one input item. */
export async function runReconcile(context: IExecuteFunctions, item: number): Promise<NodeOutput> {
	const parameters = readParameters(context, item, ParametersSchema);
	const { authentication, jobVisibility, sharing, tombstones, repair } = parameters;
	const options = parameters.reconcileOptions;
	const { deletions, rejections, matches, differences, ...report } = await reconcile(
		await readConnection(context, authentication),
		{
			checkpoint: context.getNodeParameter('reconcileCheckpoint', item),
			timeLimitMs: options.timeLimit * 60_000,
			dayShare: DAY_SHARE,
			sharing,
			tombstones,
			availability: jobVisibility,
			choice: { candidates: true, applications: true, profileUrl: options.profileUrl },
			repairs: repair,
			samplePercent: options.samplePercent,
			leftoverDays: options.leftoverDays,
		},
	);
	hintAtWait(context, report);
	const { organization, jobs, candidates } = report;
	const knownAt = new Date().toISOString();
	return {
		progress: [
			{
				json: {
					...report,
					jobs: { ...jobs },
					candidates: { ...candidates },
					differences: differences.map((one) => ({ ...one })),
					matches: matches.map((match) => ({ organization, ...match, knownAt })),
					deletions: toLedger(organization, deletions),
				},
				pairedItem: { item },
			},
		],
		rejected: toParked(organization, rejections, item),
	};
}
