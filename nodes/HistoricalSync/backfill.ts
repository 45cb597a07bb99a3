import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { locatorField, readLocator, requireLocator } from '../../src/n8n/fields/locator';
import { readTime } from '../../src/n8n/fields/time';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { isByHand } from '../../src/n8n/isByHand';
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
import { timeForWork } from './timeForWork';
import { toItem, toRejected } from './toItems';

const STREAMS = ['jobs', 'candidates', 'applications'] as const;

const ParametersSchema = z.object({
	detailsFrom: z.enum(['reportThenRest', 'report', 'candidates']).default('reportThenRest'),
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
	servesAll: 'eachRun',
	outputs: ['Progress', 'Rejected'],
	properties: [
		{
			displayName:
				'One execution works until the time limit; the next one continues from there. Run it every minute until it is done. What may be shared is set in RSC Contract Activate.',
			name: 'backfillNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Details From',
			name: 'detailsFrom',
			type: 'options',
			default: 'reportThenRest',
			description:
				'Where phone, profile address, employer, all applications and stages come from. Without a report, candidate by candidate.',
			options: [
				{
					name: 'Candidate by Candidate (Hours)',
					value: 'candidates',
					description: 'Reads each candidate in SmartRecruiters, with all details',
				},
				{
					name: 'Report (Minutes)',
					value: 'report',
					description:
						'Reads a report, and no candidate: no phone, no place, and one date for each status',
				},
				{
					name: 'Report, Then the Rest Slowly',
					value: 'reportThenRest',
					description: 'What the report contains at once, then each candidate with everything else',
				},
			],
		},
		locatorField({
			displayName: 'Report',
			name: 'report',
			search: 'searchReports',
			placeholder: 'e.g. 5f3c0a7e-1b2d-4c3e-8f90-a1b2c3d4e5f6',
			displayOptions: { show: { detailsFrom: ['report', 'reportThenRest'] } },
			description:
				'A report of SmartRecruiters Report Builder with one row for each application. The documentation of this node lists the columns that it needs. It takes effect when a backfill begins.',
		}),
		optionsField([
			profileUrlOption,
			chunkSizeOption,
			{
				displayName: 'Complete With Details',
				name: 'details',
				type: 'boolean',
				default: true,
				description:
					'Whether each candidate is read, after list pages or a report, to add phone, profile address, employer, all applications and stages',
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
				description: 'Whether to send what has changed since, once the backfill is done',
			},
			timeLimitOption,
		]),
	],
	run: async (context, item) => {
		const { options, detailsFrom } = readParameters(context, item, ParametersSchema);
		const { streams } = options;
		const reportId = readReportId(context, item, detailsFrom);
		const { report, rejections } = await backfill(await openRuntime(context, item), {
			options: {
				jobs: streams.includes('jobs'),
				candidates: streams.includes('candidates'),
				applications: streams.includes('applications'),
				details: options.details && detailsFrom !== 'report',
				dryRun: options.dryRun,
				profileUrl: options.profileUrl,
				chunkRecords: Math.max(1, options.chunkSize),
				jobCheckDelayMs: options.jobCheckDelay * 1000,
			},
			reportId,
			sinceMs: readTime(context, 'options.since', 'Since', item) ?? null,
			startAgain: options.startAgain,
			timeLimitMs: timeForWork(options.timeLimit),
			atOnce: isByHand(context),
		});
		hintAtWait(context, report);
		return [[toItem(report, item)], toRejected(report.organization, rejections, item)];
	},
};

/** @throws ConfigurationError when nothing but a report is wanted, and none was chosen */
function readReportId(
	context: IExecuteFunctions,
	item: number,
	detailsFrom: z.infer<typeof ParametersSchema>['detailsFrom'],
): string {
	if (detailsFrom === 'candidates') return '';
	return detailsFrom === 'report'
		? requireLocator(context, 'report', 'Report', item)
		: readLocator(context, 'report', item);
}
