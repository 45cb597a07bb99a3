import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { DEFAULT_PROFILE_URL } from '../../src/mapping/candidateToLinkedIn';
import { readConnection } from '../../src/n8n/readConnection';
import { syncChanges } from '../../src/operations/history/syncChanges';
import { readSince } from './backfill';
import {
	CommonSchema,
	minutes,
	type NodeOutput,
	profileUrl,
	readParameters,
} from './readParameters';
import { toOutput } from './toOutput';

const show = { resource: ['history'], operation: ['syncChanges'] };

export const changesFields: INodeProperties[] = [
	{
		displayName: 'Checkpoint',
		name: 'changesCheckpoint',
		type: 'string',
		default: '',
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.checkpoint }}',
		description:
			'The checkpoint of the last progress item. One of a finished run sends what changed since that run began, with ten minutes of overlap; the one of a finished backfill is as good.',
	},
	{
		displayName: 'Changed Since',
		name: 'changedSince',
		type: 'dateTime',
		default: '',
		displayOptions: { show },
		description: 'Where to begin when there is no checkpoint. Empty means one day ago.',
	},
	{
		displayName: 'Options',
		name: 'changesOptions',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		displayOptions: { show },
		options: [
			{
				displayName: 'Candidate Profile URL',
				name: 'profileUrl',
				type: 'string',
				default: DEFAULT_PROFILE_URL,
				description:
					'Where Recruiter finds the candidate in SmartRecruiters. {candidateId} stands for the candidate.',
			},
			{
				displayName: 'Chunk Size',
				name: 'chunkSize',
				type: 'number',
				default: 1000,
				typeOptions: { minValue: 1 },
				description: 'After how many records this execution ends. A page of 100 is never split.',
			},
			{
				displayName: 'Job Check Delay (Seconds)',
				name: 'jobCheckDelay',
				type: 'number',
				default: 300,
				typeOptions: { minValue: 1 },
				description: 'How long LinkedIn is given to process jobs before it is asked about them',
			},
			{
				displayName: 'Time Limit (Minutes)',
				name: 'timeLimit',
				type: 'number',
				default: 5,
				typeOptions: { minValue: 0.1 },
				description: 'After what time this execution ends. A page at work is finished.',
			},
		],
	},
];

const DAY_MS = 86_400_000;

const ParametersSchema = CommonSchema.extend({
	changesOptions: z.object({
		profileUrl,
		chunkSize: z.number().positive().default(1000),
		jobCheckDelay: z.number().nonnegative().default(300),
		timeLimit: minutes(5),
	}),
});

/** One chunk for one input item. */
export async function runSyncChanges(
	context: IExecuteFunctions,
	item: number,
): Promise<NodeOutput> {
	const parameters = readParameters(context, item, ParametersSchema);
	const { authentication, jobVisibility, sharing, tombstones, changesOptions } = parameters;
	const since = context.getNodeParameter('changedSince', item, '');
	const connection = await readConnection(context, authentication);
	const { progress, rejections, deletions, seesAudit } = await syncChanges(connection, {
		checkpoint: context.getNodeParameter('changesCheckpoint', item),
		sinceMs: since ? readSince(since, item) : connection.effects.now() - DAY_MS,
		timeLimitMs: changesOptions.timeLimit * 60_000,
		options: {
			jobs: true,
			candidates: true,
			applications: true,
			availability: jobVisibility,
			profileUrl: changesOptions.profileUrl,
			chunkRecords: changesOptions.chunkSize,
			jobCheckDelayMs: changesOptions.jobCheckDelay * 1000,
			sharing,
			tombstones,
		},
	});
	if (seesAudit === false) {
		context.addExecutionHints({
			message:
				'This SmartRecruiters credential may not see audit events, so merges are found by Reconcile only. Give it the administrator role and the scope audit_events_read.',
			location: 'outputPane',
		});
	}
	return toOutput(context, progress, rejections, deletions, item, { seesAudit: seesAudit ?? null });
}
