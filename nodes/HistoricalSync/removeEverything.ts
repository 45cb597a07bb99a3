import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { readConnection, SMARTRECRUITERS_CREDENTIALS } from '../../src/n8n/readConnection';
import { removeEverything } from '../../src/operations/history/removeEverything';
import {
	idsOf,
	minutes,
	type NodeOutput,
	readParameters,
	toLedger,
	toParked,
} from './readParameters';
import { timeLimitOption } from './sharedFields';
import { hintAtWait } from './toOutput';

const show = { resource: ['history'], operation: ['removeEverything'] };
const CONFIRMATION = 'REMOVE';

export const removeFields: INodeProperties[] = [
	{
		displayName:
			'This deletes at LinkedIn everything that was synced. SmartRecruiters is not touched. Unpublish the workflows that send first.',
		name: 'removeNotice',
		type: 'notice',
		default: '',
		displayOptions: { show },
	},
	{
		displayName: 'Confirmation',
		name: 'confirmation',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show },
		placeholder: `e.g. ${CONFIRMATION}`,
		description: `Enter ${CONFIRMATION} to go on`,
	},
	{
		displayName: 'Known Candidate IDs',
		name: 'knownCandidateIds',
		type: 'string',
		default: '',
		displayOptions: { show },
		description:
			'Candidates that may be at LinkedIn although SmartRecruiters lists them no more, from the Data Table rsc_people',
	},
	{
		displayName: 'Checkpoint',
		name: 'removeCheckpoint',
		type: 'string',
		default: '',
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.checkpoint }}',
		description: 'The checkpoint of the last item, to go on from there. Empty begins anew.',
	},
	{
		displayName: 'Options',
		name: 'removeOptions',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		displayOptions: { show },
		options: [
			{
				displayName: 'Job Check Delay (Seconds)',
				name: 'jobCheckDelay',
				type: 'number',
				default: 300,
				typeOptions: { minValue: 1 },
				description: 'How long LinkedIn is given to close jobs before it is asked about them',
			},
			timeLimitOption,
		],
	},
];

const ParametersSchema = z.object({
	authentication: z.enum(SMARTRECRUITERS_CREDENTIALS),
	confirmation: z.string(),
	knownCandidateIds: idsOf,
	removeOptions: z.object({
		jobCheckDelay: z.number().nonnegative().default(300),
		timeLimit: minutes(5),
	}),
});

/** One chunk for one input item. */
export async function runRemoveEverything(
	context: IExecuteFunctions,
	item: number,
): Promise<NodeOutput> {
	const parameters = readParameters(context, item, ParametersSchema);
	const { authentication, confirmation, knownCandidateIds, removeOptions } = parameters;
	if (confirmation.trim() !== CONFIRMATION) {
		throw new ConfigurationError(
			`"Confirmation" does not say ${CONFIRMATION} [Item ${item}]`,
			`Nothing was deleted. Enter ${CONFIRMATION} if everything that was synced is to be deleted at LinkedIn.`,
		);
	}
	const { deletions, rejections, removed, checked, remaining, ...report } = await removeEverything(
		await readConnection(context, authentication),
		{
			checkpoint: context.getNodeParameter('removeCheckpoint', item),
			knownCandidateIds,
			timeLimitMs: removeOptions.timeLimit * 60_000,
			jobCheckDelayMs: removeOptions.jobCheckDelay * 1000,
		},
	);
	hintAtWait(context, { ...report, boundBy: 'LinkedIn' });
	return {
		progress: [
			{
				json: {
					...report,
					removed: { ...removed },
					checked: { ...checked },
					remaining: { ...remaining },
					deletions: toLedger(report.organization, deletions),
				},
				pairedItem: { item },
			},
		],
		rejected: toParked(report.organization, rejections, item),
	};
}
