import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { readConnection } from '../../src/n8n/readConnection';
import { backfill } from '../../src/operations/history/backfill';
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

/** The rest of LinkedIn's requests a day is left to live changes. */
const DAY_SHARE = 0.85;

const show = { operation: ['backfill'] };

export const backfillFields: INodeProperties[] = [
	{
		displayName: 'Records to Send',
		name: 'streams',
		type: 'multiOptions',
		default: ['jobs', 'candidates', 'applications'],
		displayOptions: { show },
		description: 'Jobs go first, then candidates with their applications',
		options: [
			{
				name: 'Applications',
				value: 'applications',
				description: 'With their status history as stages',
			},
			{ name: 'Candidates', value: 'candidates' },
			{ name: 'Jobs', value: 'jobs', description: 'Open and closed ones' },
		],
	},
	{
		displayName: 'Time Window',
		name: 'window',
		type: 'options',
		default: 'all',
		displayOptions: { show },
		options: [
			{ name: 'Everything', value: 'all' },
			{ name: 'Since a Date', value: 'since' },
		],
		description: 'Which records are sent. LinkedIn wants at least two years.',
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { ...show, window: ['since'] } },
		description:
			'Candidates changed since then, and jobs with any activity since then. It counts for a new run only.',
	},
	{
		displayName: 'Checkpoint',
		name: 'checkpoint',
		type: 'string',
		default: '',
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.checkpoint }}',
		description:
			'The checkpoint of the last progress item, to go on from there. Empty begins anew. One of a finished run sends what changed since.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		displayOptions: { show },
		description:
			'Whether to send nothing, and only tell how much there is, how long it takes, and which records LinkedIn would refuse',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		displayOptions: { show },
		options: [
			profileUrlOption,
			chunkSizeOption,
			{
				displayName: 'Complete With Details',
				name: 'details',
				type: 'boolean',
				default: true,
				description:
					'Whether a second pass reads each candidate and adds phone, profile address, employer, all applications and stages',
			},
			jobCheckDelayOption,
			timeLimitOption,
		],
	},
];

const ParametersSchema = CommonSchema.extend({
	streams: z.array(z.enum(['jobs', 'candidates', 'applications'])),
	window: z.enum(['all', 'since']),
	dryRun: z.boolean(),
	options: z.object({
		profileUrl,
		chunkSize: z.number().positive().default(1000),
		details: z.boolean().default(true),
		jobCheckDelay: z.number().nonnegative().default(300),
		timeLimit: minutes(5),
	}),
});

/** One chunk for one input item. */
export async function runBackfill(context: IExecuteFunctions, item: number): Promise<NodeOutput> {
	const { authentication, streams, window, jobVisibility, dryRun, options, sharing, tombstones } =
		readParameters(context, item, ParametersSchema);
	if (streams.length === 0) {
		throw new ConfigurationError(
			`"Records to Send" is empty [Item ${item}]`,
			'Choose what is to be sent.',
		);
	}
	const connection = await readConnection(context, authentication);
	const { progress, rejections, deletions } = await backfill(connection, {
		checkpoint: context.getNodeParameter('checkpoint', item),
		timeLimitMs: options.timeLimit * 60_000,
		dayShare: DAY_SHARE,
		options: {
			jobs: streams.includes('jobs'),
			candidates: streams.includes('candidates'),
			applications: streams.includes('applications'),
			details: options.details,
			dryRun,
			sinceMs: window === 'since' ? readSince(context.getNodeParameter('since', item), item) : null,
			availability: jobVisibility,
			profileUrl: options.profileUrl,
			chunkRecords: options.chunkSize,
			jobCheckDelayMs: options.jobCheckDelay * 1000,
			sharing,
			tombstones,
		},
	});
	return toOutput(context, progress, rejections, deletions, item);
}

/** @throws ConfigurationError naming the parameter */
export function readSince(value: unknown, item: number): number {
	const date =
		value instanceof DateTime
			? value
			: typeof value === 'string'
				? DateTime.fromISO(value, { zone: 'utc' })
				: undefined;
	if (!date?.isValid) {
		throw new ConfigurationError(
			`"Since" is not a date [Item ${item}]`,
			'Choose a date, for example 2024-11-24.',
		);
	}
	return date.toMillis();
}
