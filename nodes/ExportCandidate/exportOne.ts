import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { DEFAULT_PROFILE_URL } from '../../src/mapping/candidateToLinkedIn';
import { PLACEHOLDER_DOMAIN } from '../../src/mapping/placeholderEmail';
import { readConnection, SMARTRECRUITERS_CREDENTIALS } from '../../src/n8n/readConnection';
import { readParameters, textParameter } from '../../src/n8n/readParameters';
import type { ExportDecision, ExportOptions } from '../../src/operations/export/ExportRun';
import { exportCandidate } from '../../src/operations/export/exportCandidate';
import { readStoredExport } from '../../src/operations/export/getExport';
import { outcomesToItems } from './outcomesToItems';

const ParametersSchema = z.object({
	authentication: z.enum(SMARTRECRUITERS_CREDENTIALS),
	requestId: textParameter,
	exportData: z.unknown(),
	options: z
		.object({
			addToAnotherJob: z.enum(['try', 'ask']).default('try'),
			askAboutNamesakes: z.boolean().default(false),
			attemptedAt: textParameter.default(''),
			profileUrl: z.string().default(DEFAULT_PROFILE_URL),
			placeholderDomain: z.string().trim().default(PLACEHOLDER_DOMAIN),
			searchSettleTime: z.number().nonnegative().default(30),
			startStatus: z.string().default(''),
			startSubStatus: z.string().default(''),
			tags: z.string().default(''),
			timeLimit: z.number().positive().default(3),
		})
		.default({}),
});
type Options = z.output<typeof ParametersSchema>['options'];

const LABELS = {
	requestId: 'Request ID',
	exportData: 'Export Data',
	authentication: 'SmartRecruiters Authentication',
	options: 'Options',
};

/** Exports one item, after a decision or without. */
export async function exportOne(
	context: IExecuteFunctions,
	item: number,
	decision?: ExportDecision,
): Promise<INodeExecutionData[][]> {
	const { authentication, requestId, exportData, options } = readParameters(
		context,
		item,
		ParametersSchema,
		LABELS,
	);
	const exported = readStoredExport(exportData);
	if (!exported && requestId === '') {
		throw new ConfigurationError(
			`"Request ID" is empty [Item ${item}]`,
			'Use the request ID of an RSC Trigger item.',
		);
	}
	const knownCandidateId = decision
		? ''
		: textParameter.parse(context.getNodeParameter('knownCandidateId', item, ''));
	const attemptedAtMs = readTime(options.attemptedAt, item);
	const connection = await readConnection(context, authentication);
	const outcomes = await exportCandidate(connection, {
		requestId,
		timeLimitMs: options.timeLimit * 60_000,
		options: exportOptions(context, item, options),
		...(exported && { exported }),
		...(knownCandidateId && { knownCandidateId }),
		...(attemptedAtMs !== undefined && { attemptedAtMs }),
		...(decision && { decision }),
	});
	const { organizationUrn: organization } = connection.linkedIn.settings;
	const { profileUrl } = options;
	return outcomesToItems(outcomes, { organization, requestId, profileUrl }, item);
}

function exportOptions(context: IExecuteFunctions, item: number, options: Options): ExportOptions {
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
		profileUrl: options.profileUrl,
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
	};
}

/** What was chosen in a resource locator; empty when nothing was. */
export function readLocator(context: IExecuteFunctions, name: string, item: number): string {
	return textParameter
		.parse(context.getNodeParameter(name, item, '', { extractValue: true }))
		.trim();
}

/** Epoch milliseconds, or ISO 8601; empty and zero are no time. */
function readTime(text: string, item: number): number | undefined {
	const trimmed = text.trim();
	if (trimmed === '' || trimmed === '0') return undefined;
	const ms = /^\d+$/.test(trimmed)
		? Number(trimmed)
		: DateTime.fromISO(trimmed, { zone: 'utc' }).toMillis();
	if (Number.isNaN(ms)) {
		throw new ConfigurationError(
			`"Earlier Attempt At" is not a time [Item ${item}]`,
			'Use epoch milliseconds or ISO 8601, or leave it empty.',
		);
	}
	return ms;
}
