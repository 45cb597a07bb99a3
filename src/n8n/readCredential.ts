import type { z } from 'zod';
import { ConfigurationError } from '../errors/ConfigurationError';
import type { HostContext } from './HostContext';
import { whyUnusable } from './whyUnusable';

/** What a person reads in the credential, by field. */
export const FIELD_LABELS: Readonly<Record<string, string>> = {
	organization: 'Organization',
	apiGeneration: 'API Generation',
	apiVersion: 'API Version',
	generationOverrides: 'Generation per Resource',
	keySyntax: 'Key Syntax',
	recordsPerMinute: 'Records per Minute',
	requestsPerDay: 'Requests per Day',
	oneQuotaForAll: 'One Daily Quota for All',
	callsAtOnce: 'Calls at Once per Resource',
	inMailsPerMinute: 'InMails per Member and Minute',
	apiBaseUrl: 'API Base URL',
	requestsPerSecond: 'Requests per Second',
};

/**
 * The fields of a credential that a schema names.
 *
 * @throws ConfigurationError naming the field and what it has to be; never its value
 */
export async function readCredential<Shape extends z.ZodRawShape>(
	context: HostContext,
	type: string,
	schema: z.ZodObject<Shape>,
): Promise<z.output<z.ZodObject<Shape>>> {
	const parsed = schema.safeParse(await context.getCredentials(type));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const field = String(issue?.path[0] ?? '');
	const vendor = type.startsWith('linkedIn') ? 'LinkedIn' : 'SmartRecruiters';
	throw new ConfigurationError(
		`"${FIELD_LABELS[field] ?? field}" in the ${vendor} credential ${whyUnusable(issue)}`,
		'Open the credential, correct the field and save it.',
	);
}
