import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { ACTIVITY_KINDS, toActivityItem } from '../../src/linkedin/activityEvent';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { getManyActivity } from '../../src/operations/activity/getManyActivity';
import { readContract, readSeat } from './sharedFields';

const show = { operation: ['getMany'] };
const HOUR_MS = 3_600_000;

export const getManyFields: INodeProperties[] = [
	{
		displayName: 'Activity to Get',
		name: 'kinds',
		type: 'multiOptions',
		default: [...ACTIVITY_KINDS],
		displayOptions: { show },
		options: [
			{
				name: 'Contact Details',
				value: 'stub',
				description: 'What members shared in their first reply',
			},
			{ name: 'InMails', value: 'inMail', description: 'Sent and received' },
			{
				name: 'Notes',
				value: 'prospectNote',
				description: 'Those that the whole organization may see, with edits and deletions',
			},
		],
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show },
		description: 'How far back. It counts for a new reading only.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		displayOptions: { show },
		description: 'Up to when; empty for now. It counts for a new reading only.',
	},
	{
		displayName: 'Estimate Only',
		name: 'estimateOnly',
		type: 'boolean',
		default: false,
		displayOptions: { show },
		description: 'Whether to read nothing, and only tell how many calls it takes and how long',
	},
	{
		displayName: 'Checkpoint',
		name: 'checkpoint',
		type: 'string',
		default: '',
		displayOptions: { show },
		placeholder: 'e.g. {{ $json.checkpoint }}',
		description:
			'The checkpoint of the last progress item, to go on from there. Empty begins anew.',
	},
	{
		displayName: 'Options',
		name: 'getManyOptions',
		type: 'collection',
		default: {},
		placeholder: 'Add option',
		displayOptions: { show },
		options: [
			{
				displayName: 'Calls per Day',
				name: 'callsPerDay',
				type: 'number',
				default: 50_000,
				typeOptions: { minValue: 1 },
				description:
					'Share of LinkedIn’s 100,000 calls a day that this reading may use. The rest is left to the polls.',
			},
			{
				displayName: 'Chunk Size',
				name: 'chunkSize',
				type: 'number',
				default: 500,
				typeOptions: { minValue: 1 },
				description: 'After how many activities this execution ends. A page is never split.',
			},
			{
				displayName: 'Time Limit (Minutes)',
				name: 'timeLimit',
				type: 'number',
				default: 3,
				typeOptions: { minValue: 0.1 },
				description: 'After what time this execution ends. A page at work is finished.',
			},
			{
				displayName: 'Window (Hours)',
				name: 'windowHours',
				type: 'number',
				default: 12,
				typeOptions: { minValue: 0.1, maxValue: 12 },
				description: 'How much time one call covers. LinkedIn recommends no more than 12 hours.',
			},
		],
	},
];

const ParametersSchema = z.object({
	kinds: z.array(z.enum(ACTIVITY_KINDS)).min(1),
	estimateOnly: z.boolean(),
	getManyOptions: z.object({
		callsPerDay: z.number().positive().default(50_000),
		chunkSize: z.number().positive().default(500),
		timeLimit: z.number().positive().default(3),
		windowHours: z.number().positive().max(12).default(12),
	}),
});
const LABELS = {
	kinds: 'Activity to Get',
	estimateOnly: 'Estimate Only',
	getManyOptions: 'Options',
};

/** One chunk for one input item: activity, and one progress item. */
export async function runGetMany(
	context: IExecuteFunctions,
	item: number,
): Promise<INodeExecutionData[][]> {
	const parameters = readParameters(context, item, ParametersSchema, LABELS);
	const { callsPerDay, chunkSize, timeLimit, windowHours } = parameters.getManyOptions;
	const contract = readContract(context, item);
	const seat = readSeat(context, item);
	const world = worldOf(context);
	const checkpoint = context.getNodeParameter('checkpoint', item, '');
	const toMs = readTime(context, 'to', 'To', item) ?? world.effects.now();
	const fromMs = readTime(context, 'from', 'From', item);
	if (fromMs === undefined && !checkpoint) {
		throw new ConfigurationError(
			`"From" is empty [Item ${item}]`,
			'Choose how far back to read, for example two years ago.',
		);
	}
	const side = await readLinkedIn(context);
	const { events, progress } = await getManyActivity(side, world, {
		seat,
		contract,
		kinds: parameters.kinds,
		fromMs: fromMs ?? toMs,
		toMs,
		windowMs: windowHours * HOUR_MS,
		checkpoint,
		timeLimitMs: timeLimit * 60_000,
		limit: chunkSize,
		callsPerDay,
		estimateOnly: parameters.estimateOnly,
	});
	const organization = side.settings.organizationUrn;
	if (progress.resumeAt) {
		context.addExecutionHints({
			message: `Waiting for ${progress.boundBy}. Go on after ${progress.resumeAt}.`,
			location: 'outputPane',
		});
	}
	return [
		toItems(
			events.map((event) => toActivityItem(event, organization)),
			item,
		),
		toItems([{ organization, ...progress }], item),
	];
}

/** Epoch milliseconds, a date of n8n, or ISO 8601; `undefined` when empty. */
export function readTime(
	context: IExecuteFunctions,
	name: string,
	label: string,
	item: number,
): number | undefined {
	const value: unknown = context.getNodeParameter(name, item, '');
	if (value === '' || value === null || value === undefined) return undefined;
	const ms =
		typeof value === 'number'
			? value
			: value instanceof DateTime
				? value.toMillis()
				: DateTime.fromISO(typeof value === 'string' ? value : '', { zone: 'utc' }).toMillis();
	if (!Number.isNaN(ms)) return ms;
	throw new ConfigurationError(
		`"${label}" is not a date [Item ${item}]`,
		'Choose a date, for example 2024-11-24.',
	);
}
