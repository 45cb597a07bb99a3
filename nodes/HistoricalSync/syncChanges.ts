import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
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
import {
	chunkSizeOption,
	jobCheckDelayOption,
	profileUrlOption,
	timeLimitOption,
} from './sharedFields';
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
		options: [profileUrlOption, chunkSizeOption, jobCheckDelayOption, timeLimitOption],
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
