import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import { readTime } from '../../src/n8n/fields/time';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { backfill } from '../../src/operations/history/backfill';
import { hintAtWait } from './hintAtWait';
import { OPTION_SCHEMAS } from './optionSchemas';
import {
	chunkSizeOption,
	jobCheckDelayOption,
	optionsField,
	profileUrlOption,
	timeLimitOption,
} from './sharedOptions';
import { toItem, toRejected } from './toItems';

const STREAMS = ['jobs', 'candidates', 'applications'] as const;

const ParametersSchema = z.object({
	options: z.object({
		...OPTION_SCHEMAS,
		details: z.boolean().default(true),
		dryRun: z.boolean().default(false),
		startAgain: z.boolean().default(false),
		streams: z
			.array(z.enum(STREAMS))
			.default([...STREAMS])
			.transform((streams) => (streams.length === 0 ? STREAMS : streams)),
	}),
});

export const backfillOperation: NodeOperation = {
	option: {
		name: 'Backfill',
		value: 'backfill',
		action: 'Send what SmartRecruiters already has',
		description:
			'Send all jobs, candidates and applications once. Each run continues where the last one stopped; the last one says that it is done.',
	},
	uses: 'both',
	outputs: ['Progress', 'Rejected'],
	properties: [
		{
			displayName:
				'One execution works until the time limit; the next one continues from there. Run it every minute until it is done. What may be shared is set in RSC Contract Activate.',
			name: 'backfillNotice',
			type: 'notice',
			default: '',
		},
		optionsField([
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
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: false,
				description:
					'Whether to send and store nothing, and only return how much there is, how long it takes, and which records LinkedIn would refuse',
			},
			jobCheckDelayOption,
			{
				displayName: 'Records to Send',
				name: 'streams',
				type: 'multiOptions',
				default: ['jobs', 'candidates', 'applications'],
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
				displayName: 'Since',
				name: 'since',
				type: 'dateTime',
				default: '',
				description:
					'Candidates changed since then, and jobs with any activity since then. It applies when a backfill begins. LinkedIn asks for at least two years.',
			},
			{
				displayName: 'Start Again',
				name: 'startAgain',
				type: 'boolean',
				default: false,
				description: 'Whether, when the backfill is done, what changed since is sent',
			},
			timeLimitOption,
		]),
	],
	run: async (context, item) => {
		const { options } = readParameters(context, item, ParametersSchema, { options: 'Options' });
		const { streams } = options;
		const { report, rejections } = await backfill(await openRuntime(context, item), {
			options: {
				jobs: streams.includes('jobs'),
				candidates: streams.includes('candidates'),
				applications: streams.includes('applications'),
				details: options.details,
				dryRun: options.dryRun,
				profileUrl: options.profileUrl,
				chunkRecords: Math.max(1, options.chunkSize),
				jobCheckDelayMs: options.jobCheckDelay * 1000,
			},
			sinceMs: readTime(context, 'options.since', 'Since', item) ?? null,
			startAgain: options.startAgain,
			timeLimitMs: options.timeLimit * MINUTE_MS,
			atOnce: context.getMode() === 'manual',
		});
		hintAtWait(context, report);
		return [[toItem(report, item)], toRejected(report.organization, rejections, item)];
	},
};
