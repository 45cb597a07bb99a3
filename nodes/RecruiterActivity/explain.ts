import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { HOUR_MS, MINUTE_MS } from '../../src/basics/durations';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { locatorField, readLocator, requireLocator } from '../../src/n8n/fields/locator';
import { readTime } from '../../src/n8n/fields/time';
import type { NodeOperation, Outputs } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import type { Explanation } from '../../src/operations/explain/causes';
import { explainActivity } from '../../src/operations/explain/explainActivity';
import { explainCandidate, explainJob } from '../../src/operations/explain/explainRecord';
import type { Runtime } from '../../src/operations/Runtime';
import { readSeat, seatFields } from './seatFields';

/** A person waits for the answer. */
const PATIENCE_MS = MINUTE_MS;

export const explain: NodeOperation = {
	option: {
		name: 'Explain',
		value: 'explain',
		action: 'Explain why something is missing',
		description: 'Find out why an InMail, a note, a candidate or a job is missing',
	},
	uses: 'both',
	properties: [
		{
			displayName: 'What Is Missing',
			name: 'question',
			type: 'options',
			default: 'activity',
			options: [
				{
					name: 'Candidate in Recruiter',
					value: 'candidate',
					description: 'Recruiter does not show that somebody is in SmartRecruiters',
				},
				{
					name: 'InMail or Note in SmartRecruiters',
					value: 'activity',
					description: 'An InMail or note from Recruiter is not on the candidate',
				},
				{
					name: 'Job in Recruiter',
					value: 'job',
					description: 'A job cannot be chosen for an export, or somebody does not see it',
				},
			],
		},
		...seatFields({ show: { question: ['activity'] } }),
		{
			displayName: 'About When',
			name: 'about',
			type: 'dateTime',
			default: '',
			required: true,
			displayOptions: { show: { question: ['activity'] } },
			description: 'When it happened in Recruiter, approximately',
		},
		locatorField({
			displayName: 'Candidate',
			name: 'candidate',
			description: 'The candidate in SmartRecruiters',
			search: 'searchPeople',
			typed: true,
			placeholder: 'e.g. 8a3c8f0e-2a55-4a8d-9a1c-9f2f6b1f7d10',
			displayOptions: { show: { question: ['activity', 'candidate'] } },
		}),
		locatorField({
			displayName: 'Job',
			name: 'job',
			description:
				'The job in SmartRecruiters. One that is filled or cancelled is named by its ID.',
			search: 'searchJobs',
			placeholder: 'e.g. 0f9d6a6e-6b1e-4f0a-9a53-0d3a3f4c1b11',
			required: true,
			displayOptions: { show: { question: ['job'] } },
		}),
		locatorField({
			displayName: 'Who Does Not See It',
			name: 'viewer',
			description:
				'The SmartRecruiters user who does not see the job in Recruiter. Without one, the chain ends with who sees it.',
			search: 'searchUsers',
			placeholder: 'e.g. 5f1c2d3e4b5a69788796a5b4',
			displayOptions: { show: { question: ['job'] } },
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				{
					displayName: 'Give or Take (Hours)',
					name: 'giveOrTake',
					type: 'number',
					default: 6,
					typeOptions: { minValue: 0.1, maxValue: 36 },
					description: 'How much earlier or later than "About When" it may have been',
				},
				{
					displayName: 'Polling Interval (Minutes)',
					name: 'interval',
					type: 'number',
					default: 30,
					typeOptions: { minValue: 1 },
					description: 'How often RSC Trigger looks for new activity',
				},
			],
		},
	],
	run: runExplain,
};

const ParametersSchema = z.object({
	question: z.enum(['activity', 'candidate', 'job']),
	options: z.object({
		giveOrTake: z.number().positive().max(36).default(6),
		interval: z.number().positive().default(30),
	}),
});
type Parameters = z.output<typeof ParametersSchema>;

async function runExplain(context: IExecuteFunctions, item: number): Promise<Outputs> {
	const parameters = readParameters(context, item, ParametersSchema);
	const runtime = await openRuntime(context, item);
	const explanation = await answer(context, item, runtime, parameters);
	const organization = runtime.linkedIn.settings.organizationUrn;
	return [toItems([{ organization, ...explanation }], item)];
}

async function answer(
	context: IExecuteFunctions,
	item: number,
	runtime: Runtime,
	{ question, options }: Parameters,
): Promise<Explanation> {
	const timeLimitMs = PATIENCE_MS;
	if (question === 'candidate') {
		const recordId = requireLocator(context, 'candidate', 'Candidate', item);
		return await explainCandidate(runtime, { recordId, timeLimitMs });
	}
	if (question === 'job') {
		const recordId = requireLocator(context, 'job', 'Job', item);
		const viewer = { seat: '', userId: readLocator(context, 'viewer', item) };
		return await explainJob(runtime, { recordId, viewer, timeLimitMs });
	}
	const seat = readSeat(context, item);
	const aboutMs = readTime(context, 'about', 'About When', item);
	if (aboutMs === undefined) {
		throw new ConfigurationError(
			`"About When" is empty [Item ${item}]`,
			'Choose about when it happened in Recruiter.',
		);
	}
	return await explainActivity(runtime, {
		...seat,
		aboutMs,
		giveOrTakeMs: options.giveOrTake * HOUR_MS,
		candidateId: readLocator(context, 'candidate', item),
		intervalMs: options.interval * MINUTE_MS,
		timeLimitMs,
	});
}
