import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { MINUTE_MS } from '../../src/basics/durations';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { PLACEHOLDER_DOMAIN } from '../../src/mapping/placeholderEmail';
import { readLocator } from '../../src/n8n/fields/locator';
import { readParameters } from '../../src/n8n/readParameters';
import type { ExportOptions } from '../../src/operations/export/ExportOptions';

export const exportOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	default: {},
	placeholder: 'Add option',
	options: [
		{
			displayName: 'Adding to Another Job',
			name: 'addToAnotherJob',
			type: 'options',
			default: 'try',
			description:
				'What to do when the candidate exists and is not on this job yet. SmartRecruiters has no documented way to add an application.',
			options: [
				{
					name: 'Ask',
					value: 'ask',
					description: 'A person adds the application in SmartRecruiters',
				},
				{
					name: 'Try',
					value: 'try',
					description:
						'Send the same person again. If SmartRecruiters creates a second candidate, it is deleted at once, and the export goes to review.',
				},
			],
		},
		{
			displayName: 'Ask About Namesakes',
			name: 'askAboutNamesakes',
			type: 'boolean',
			default: false,
			description:
				'Whether a candidate of the same name sends the export to review. A name alone never decides.',
		},
		{
			displayName: 'Placeholder Domain',
			name: 'placeholderDomain',
			type: 'string',
			default: PLACEHOLDER_DOMAIN,
			placeholder: 'e.g. no-mail.example.com',
			description:
				'LinkedIn gives no e-mail address, and SmartRecruiters requires one. Placeholder addresses use this domain; it should be yours, or one that receives no mail.',
		},
		{
			displayName: 'Search Settle Time (Seconds)',
			name: 'searchSettleTime',
			type: 'number',
			default: 30,
			typeOptions: { minValue: 0 },
			description: 'How long it may take until SmartRecruiters’ search finds what was written',
		},
		{
			displayName: 'Start Status',
			name: 'startStatus',
			type: 'options',
			default: '',
			description: 'Where the application starts',
			options: [
				{ name: 'As SmartRecruiters Makes It', value: '' },
				{ name: 'In Review', value: 'IN_REVIEW' },
				{ name: 'Lead', value: 'LEAD' },
				{ name: 'New', value: 'NEW' },
			],
		},
		{
			displayName: 'Start Sub-Status',
			name: 'startSubStatus',
			type: 'string',
			default: '',
			placeholder: 'e.g. Recruiter screen',
			description: 'As named in the hiring process of the job; used with a start status',
		},
		{
			displayName: 'Tags',
			name: 'tags',
			type: 'string',
			default: '',
			placeholder: 'e.g. sourced, autumn campaign',
			description: 'Tags for the candidate in addition to "LinkedIn RSC", separated by commas',
		},
		{
			displayName: 'Time Limit (Minutes)',
			name: 'timeLimit',
			type: 'number',
			default: 5,
			typeOptions: { minValue: 0.1 },
			description: 'How long this run begins new exports; the next run continues',
		},
	],
};

const ParametersSchema = z.object({
	options: z
		.object({
			addToAnotherJob: z.enum(['try', 'ask']).default('try'),
			askAboutNamesakes: z.boolean().default(false),
			placeholderDomain: z.string().trim().default(PLACEHOLDER_DOMAIN),
			searchSettleTime: z.number().nonnegative().default(30),
			startStatus: z.string().default(''),
			startSubStatus: z.string().default(''),
			tags: z.string().default(''),
			timeLimit: z.number().positive().default(5),
		})
		.default({}),
});

/** @throws ConfigurationError naming the parameter and the item */
export function readExportParameters(
	context: IExecuteFunctions,
	item: number,
): { options: Omit<ExportOptions, 'profileUrl'>; timeLimitMs: number } {
	const { options } = readParameters(context, item, ParametersSchema);
	const { startStatus, startSubStatus, placeholderDomain } = options;
	if (!/^[^\s@]+\.[^\s@.]+$/.test(placeholderDomain)) {
		throw new ConfigurationError(
			`"Placeholder Domain" is not a domain [Item ${item}]`,
			'Enter a domain such as no-mail.example.com.',
		);
	}
	const sourceKey = readLocator(context, 'source', item);
	const jobId = readLocator(context, 'job', item);
	return {
		timeLimitMs: options.timeLimit * MINUTE_MS,
		options: {
			placeholderDomain,
			tags: options.tags.split(','),
			...(sourceKey && { sourceKey }),
			...(jobId && { jobId }),
			...(startStatus && {
				startStatus: { status: startStatus, ...(startSubStatus && { subStatus: startSubStatus }) },
			}),
			askAboutNamesakes: options.askAboutNamesakes,
			addToAnotherJob: options.addToAnotherJob,
			searchLagMs: options.searchSettleTime * 1000,
		},
	};
}
