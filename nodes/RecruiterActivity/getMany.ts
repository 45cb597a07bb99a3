import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { ACTIVITY_KINDS, toActivityItem } from '../../src/linkedin/activityEvent';
import { readTime } from '../../src/n8n/fields/time';
import type { NodeOperation, Outputs } from '../../src/n8n/NodeOperation';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { whyUnusable } from '../../src/n8n/whyUnusable';
import { getManyActivity } from '../../src/operations/activity/getManyActivity';
import { readSeat, seatFields } from './seatFields';
import { timeLimitOption, toMs } from './writeOptions';

export const getMany: NodeOperation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many InMails and notes of a seat holder',
		description: 'Get the InMails, notes and shared contact details of one seat, the newest first',
	},
	uses: 'linkedIn',
	properties: [
		...seatFields(),
		{
			displayName: 'Activity to Get',
			name: 'kinds',
			type: 'multiOptions',
			default: [...ACTIVITY_KINDS],
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
			default: '={{ $now.minus({ days: 7 }).toISO() }}',
			required: true,
			description: 'How far back',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'Up to when; empty for now',
		},
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			default: 50,
			typeOptions: { minValue: 1 },
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				{
					...timeLimitOption,
					description:
						'How long it reads. LinkedIn returns 12 InMails per seat and minute, so a large number of InMails takes a long time.',
				},
			],
		},
	],
	run: runGetMany,
};

const ParametersSchema = z.object({
	kinds: z.array(z.enum(ACTIVITY_KINDS)).min(1),
	returnAll: z.boolean(),
	options: z.object({ timeLimit: z.number().positive().default(5) }),
});

const LimitSchema = z.coerce.number().int().min(1);

async function runGetMany(context: IExecuteFunctions, item: number): Promise<Outputs> {
	const { kinds, returnAll, options } = readParameters(context, item, ParametersSchema);
	const seat = readSeat(context, item);
	const fromMs = readTime(context, 'from', 'From', item);
	if (fromMs === undefined) {
		throw new ConfigurationError(
			`"From" is empty [Item ${item}]`,
			'Choose how far back to read, for example two weeks ago.',
		);
	}
	const world = worldOf(context);
	const side = await readLinkedIn(context);
	const { events, message } = await getManyActivity(side, world, {
		...seat,
		kinds,
		fromMs,
		toMs: readTime(context, 'to', 'To', item) ?? world.effects.now() + 1,
		...(!returnAll && { limit: readLimit(context, item) }),
		timeLimitMs: toMs(options.timeLimit),
	});
	if (message !== '') context.addExecutionHints({ message, location: 'outputPane' });
	const { organizationUrn } = side.settings;
	return [
		toItems(
			events.map((event) => toActivityItem(event, organizationUrn)),
			item,
		),
	];
}

/** @throws ConfigurationError naming the parameter and the item */
function readLimit(context: IExecuteFunctions, item: number): number {
	const limit = LimitSchema.safeParse(context.getNodeParameter('limit', item, 50));
	if (limit.success) return limit.data;
	throw new ConfigurationError(
		`"Limit" ${whyUnusable(limit.error.issues[0])} [Item ${item}]`,
		'Enter a whole number from 1, or switch "Return All" on.',
	);
}
