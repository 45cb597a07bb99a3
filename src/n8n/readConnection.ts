import { randomUUID } from 'node:crypto';
import { sleep } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../errors/ConfigurationError';
import { RESOURCES, type ResourceName } from '../linkedin/dialect';
import {
	DEFAULT_VERSION,
	type LinkedInSettings,
	toOrganizationUrn,
} from '../linkedin/LinkedInSettings';
import { INMAILS_PER_MINUTE } from '../linkedin/MemberPace';
import {
	CALLS_AT_ONCE,
	LEAST_RECORDS_PER_MINUTE,
	RECORDS_PER_MINUTE,
	REQUESTS_PER_DAY,
} from '../linkedin/limits';
import type { LinkedInSide, SmartRecruitersSide, World } from '../operations/connect';
import { ProcessBudgets } from '../operations/budgets/ProcessBudgets';
import { REQUESTS_PER_SECOND } from '../smartrecruiters/limits';
import { openStore } from './openStore';
import type { HostContext } from './HostContext';
import { n8nTransport } from './n8nTransport';
import { readCredential } from './readCredential';

export const LINKEDIN_CREDENTIAL = 'linkedInRscOAuth2Api';
/** With OAuth, or with an API key. */
export const SMARTRECRUITERS_CREDENTIALS = [
	'smartRecruitersOAuth2Api',
	'smartRecruitersApi',
] as const;
export type SmartRecruitersCredential = (typeof SMARTRECRUITERS_CREDENTIALS)[number];

/** More would only wait for LinkedIn's records a minute. */
const MOST_CALLS_AT_ONCE = 8;

const GenerationSchema = z.enum(['v2', 'rest']);
const RESOURCE_NAMES = Object.keys(RESOURCES);

/** A base URL in a credential, without trailing slash; empty means the vendor's own. */
export const baseUrl = (initial: string) =>
	z
		.string()
		.default(initial)
		.transform((url) => (url.trim() || initial).replace(/\/+$/, ''));

const LinkedInCredentialSchema = z.object({
	organization: z.string(),
	apiGeneration: z.enum(['recommended', 'v2', 'rest']).default('recommended'),
	apiVersion: z.string().default(DEFAULT_VERSION),
	generationOverrides: z.union([z.string(), z.record(z.unknown())]).default('{}'),
	keySyntax: z.enum(['1.0', '2.0.0']).default('1.0'),
	recordsPerMinute: z.number().min(LEAST_RECORDS_PER_MINUTE).default(RECORDS_PER_MINUTE),
	requestsPerDay: z.number().positive().default(REQUESTS_PER_DAY),
	oneQuotaForAll: z.boolean().default(false),
	callsAtOnce: z.number().int().min(1).max(MOST_CALLS_AT_ONCE).default(CALLS_AT_ONCE),
	inMailsPerMinute: z.number().min(4).default(INMAILS_PER_MINUTE),
	apiBaseUrl: baseUrl('https://api.linkedin.com'),
});

const SmartRecruitersCredentialSchema = z.object({
	apiBaseUrl: baseUrl('https://api.smartrecruiters.com'),
	requestsPerSecond: z.number().positive().default(REQUESTS_PER_SECOND),
});

/** Slices of a wait, so that a cancelled execution ends soon. */
const LONGEST_NAP_MS = 1_000;

/** @throws ConfigurationError naming the credential field that cannot be used */
export async function readLinkedIn(context: HostContext): Promise<LinkedInSide> {
	return {
		settings: await readLinkedInSettings(context),
		transport: n8nTransport(context, LINKEDIN_CREDENTIAL),
	};
}

export async function readSmartRecruiters(
	context: HostContext,
	type: SmartRecruitersCredential,
): Promise<SmartRecruitersSide> {
	const credential = await readCredential(context, type, SmartRecruitersCredentialSchema);
	return {
		settings: {
			baseUrl: credential.apiBaseUrl,
			requestsPerSecond: credential.requestsPerSecond,
			credentialId: context.getNode().credentials?.[type]?.id ?? type,
		},
		transport: n8nTransport(context, type),
	};
}

/** One for this process of n8n: whatever runs in it shares what the vendors allow. */
const budgets = new ProcessBudgets(randomUUID());

/** Real time and chance; a wait ends early when the execution is cancelled. */
export function worldOf(context: HostContext): World {
	return {
		budgets,
		...('executeWorkflow' in context && { store: openStore(context) }),
		effects: {
			now: () => Date.now(),
			sleep: async (ms) => {
				const until = Date.now() + ms;
				for (let left = ms; left > 0; left = until - Date.now()) {
					if (
						'getExecutionCancelSignal' in context &&
						context.getExecutionCancelSignal()?.aborted
					) {
						throw new ConfigurationError(
							'The execution was cancelled',
							'Start it again whenever you like.',
						);
					}
					await sleep(Math.min(left, LONGEST_NAP_MS));
				}
			},
		},
		random: () => Math.random(),
	};
}

/** @throws ConfigurationError naming the credential field that cannot be used */
export async function readLinkedInSettings(context: HostContext): Promise<LinkedInSettings> {
	const credential = await readCredential(context, LINKEDIN_CREDENTIAL, LinkedInCredentialSchema);
	if (!/^\d{6}(\.\d{2})?$/.test(credential.apiVersion)) {
		throw new ConfigurationError(
			'"API Version" in the LinkedIn credential is not a version',
			'Enter year and month, for example 202604.',
		);
	}
	return {
		baseUrl: credential.apiBaseUrl,
		organizationUrn: toOrganizationUrn(credential.organization),
		generation: credential.apiGeneration,
		overrides: readOverrides(credential.generationOverrides),
		version: credential.apiVersion,
		protocol: credential.keySyntax,
		recordsPerMinute: credential.recordsPerMinute,
		requestsPerDay: credential.requestsPerDay,
		oneQuotaForAll: credential.oneQuotaForAll,
		callsAtOnce: credential.callsAtOnce,
		inMailsPerMinute: credential.inMailsPerMinute,
	};
}

function isResourceName(name: string): name is ResourceName {
	return RESOURCE_NAMES.includes(name);
}

function readOverrides(value: unknown): LinkedInSettings['overrides'] {
	const overrides: LinkedInSettings['overrides'] = {};
	const parsed = z
		.record(GenerationSchema)
		.safeParse(typeof value === 'string' ? parseJson(value) : value);
	const entries = parsed.success ? Object.entries(parsed.data) : undefined;
	const unknown = entries?.find(([name]) => !isResourceName(name));
	if (!entries || unknown) {
		throw new ConfigurationError(
			`"Generation per Resource" in the LinkedIn credential cannot be used${unknown ? `: there is no resource "${unknown[0]}"` : ''}`,
			`Enter JSON like {"candidates": "v2"}. The resources are ${RESOURCE_NAMES.join(', ')}.`,
		);
	}
	for (const [name, generation] of entries) if (isResourceName(name)) overrides[name] = generation;
	return overrides;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.trim() || '{}');
	} catch {
		return undefined;
	}
}
