import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { locatorField, readLocator } from '../../src/n8n/fields/locator';
import type { NodeOperation } from '../../src/n8n/NodeOperation';
import { openRuntime } from '../../src/n8n/openRuntime';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import { toItems } from '../../src/n8n/toItems';
import { decideExport } from '../../src/operations/export/decideExport';
import { resultToJson } from './resultToJson';

const ParametersSchema = z.object({
	exportKey: textParameter,
	decision: z.enum(['link', 'create', 'again', 'ignore']),
	options: z.object({ timeLimit: z.number().positive().default(5) }).default({}),
});

/** Goes on with an export as a person decided. */
export const decide: NodeOperation = {
	option: {
		name: 'Apply a Decision',
		value: 'decide',
		action: 'Apply a decision to an export',
		description: 'Continue an export that is in review, as a person has decided',
	},
	outputs: ['Exported', 'Review'],
	uses: 'both',
	properties: [
		{
			displayName: 'Export Key',
			name: 'exportKey',
			type: 'string',
			default: '={{ $json.exportKey }}',
			required: true,
			placeholder: 'e.g. 500600700',
			description:
				'The key of the export, from a Review item or the table rsc_exports. The page of workflow 05b shows exports with names.',
		},
		{
			displayName: 'Decision',
			name: 'decision',
			type: 'options',
			default: 'link',
			options: [
				{
					name: 'Create New Candidate',
					value: 'create',
					description: 'The person is not in SmartRecruiters yet',
				},
				{ name: 'Ignore', value: 'ignore', description: 'Write nothing' },
				{
					name: 'Link to This Candidate',
					value: 'link',
					description: 'The person is the candidate below',
				},
				{
					name: 'Try Again',
					value: 'again',
					description: 'The problem has been solved',
				},
			],
		},
		locatorField({
			displayName: 'Candidate',
			name: 'candidate',
			description: 'The candidate who is this person',
			search: 'searchPeople',
			typed: true,
			placeholder: 'e.g. 8a3c8f0e-2a55-4a8d-9a1c-9f2f6b1f7d10',
			required: true,
			displayOptions: { show: { decision: ['link'] } },
		}),
		locatorField({
			displayName: 'Job',
			name: 'job',
			description:
				'The job to add the person to. Leave it empty for the one that the recruiter chose.',
			search: 'searchJobs',
			placeholder: 'e.g. 0f9d6a6e-6b1e-4f0a-9a53-0d3a3f4c1b11',
			displayOptions: { hide: { decision: ['ignore'] } },
		}),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			placeholder: 'Add option',
			options: [
				{
					displayName: 'Time Limit (Minutes)',
					name: 'timeLimit',
					type: 'number',
					default: 5,
					typeOptions: { minValue: 0.1 },
					description: 'How long this run begins new exports; the next run continues',
				},
			],
		},
	],
	run: async (context, item) => {
		const { exportKey, decision, options } = readParameters(context, item, ParametersSchema);
		if (exportKey.trim() === '') {
			throw new ConfigurationError(
				`"Export Key" is empty [Item ${item}]`,
				'Use the exportKey of a Review item.',
			);
		}
		const candidateId = decision === 'link' ? readLocator(context, 'candidate', item) : '';
		if (decision === 'link' && candidateId === '') {
			throw new ConfigurationError(
				`"Candidate" is empty [Item ${item}]`,
				'Choose the candidate who is this person.',
			);
		}
		const runtime = await openRuntime(context, item);
		const organization = runtime.linkedIn.settings.organizationUrn;
		const decided = await decideExport(runtime, {
			exportKey: exportKey.trim(),
			decision,
			candidateId,
			jobId: decision === 'ignore' ? '' : readLocator(context, 'job', item),
			timeLimitMs: options.timeLimit * MINUTE_MS,
		});
		const { result, others, state, message } = decided;
		const own = result
			? resultToJson(organization, result)
			: { organization, exportKey: decided.exportKey, state, message };
		const all = [
			{ ...own, decided: decided.decided },
			...others.map((other) => resultToJson(organization, other)),
		];
		const isReview = (json: object): boolean => 'state' in json && json.state === 'review';
		return [
			toItems(
				all.filter((one) => !isReview(one)),
				item,
			),
			toItems(all.filter(isReview), item),
		];
	},
};
