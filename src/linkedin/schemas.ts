import { z } from 'zod';
import type { Loose } from './lenient';
import { isLoose } from './lenient';
import {
	answerOf,
	fieldsOf,
	listOf,
	LooseNumber,
	LooseTexts,
	mapOf,
	numberOf,
	OptionalText,
} from './lenientShapes';

/** A code is for messages: nothing that could be prose. */
const CODE = /^[\w.-]{1,40}$/;

/** LinkedIn reference §14.1. */
export const ApiErrorSchema = z.object({
	status: LooseNumber,
	serviceErrorCode: z.unknown().transform((value) => {
		const text = typeof value === 'number' ? String(value) : value;
		return typeof text === 'string' && CODE.test(text) ? text : undefined;
	}),
	message: OptionalText,
});

/** What LinkedIn says of one record; nothing is known for certain where the status is missing. */
export interface Verdict {
	status?: number | undefined;
	message?: string | undefined;
}

function verdictOf(value: unknown): Verdict | undefined {
	return isLoose(value) ? ApiErrorSchema.parse(value) : undefined;
}

/** A batch write's answer (§14.2): both maps have to be read, 200 says nothing. A null in either is no verdict. */
export const BatchWriteSchema = answerOf({
	results: mapOf(verdictOf),
	errors: mapOf(verdictOf),
});

/**
 * A batch read's answer (§14.2): both maps have to be read, as in a batch write's. A record under whose key nothing readable
 * stands is held, with nothing known of it.
 */
export const BatchReadSchema = answerOf({
	results: mapOf((value): Loose => fieldsOf(value)),
	errors: mapOf(verdictOf),
});

/** An integration; which of the two status names is used was not seen (§2.3). */
const IntegrationSchema = z.object({
	integrationName: OptionalText,
	onboardingStatus: OptionalText,
	integrationStatus: OptionalText,
});
export type ReadIntegration = z.infer<typeof IntegrationSchema>;

/** A batch read of integrations (§2.3, §14.2); `null` stands for a key under which nothing readable stands. */
export const IntegrationsReadSchema = answerOf({
	results: mapOf((value): ReadIntegration | null =>
		isLoose(value) ? IntegrationSchema.parse(value) : null,
	),
	statuses: mapOf(numberOf),
	errors: mapOf(verdictOf),
});

/** A configuration's value is a Rest.li union (§2.4); empty where something unreadable stands in its place. */
export const ConfigurationsReadSchema = answerOf({
	results: mapOf((value) => {
		const { configurationValue } = fieldsOf(value);
		if (isLoose(value) && configurationValue === undefined) return undefined;
		const { string } = fieldsOf(configurationValue);
		return typeof string === 'string' ? string : '';
	}),
});

/** A customer's application, as its partner finds it (§1.4). */
export const ProvisionedApplicationSchema = z.object({
	key: z.string(),
	uniqueForeignId: OptionalText,
	name: OptionalText,
	credentials: z.object({ client_id: z.string() }),
	validJsSdkDomains: LooseTexts,
	oauth2AuthorizedCallbackUrls: LooseTexts,
});
export type ProvisionedApplication = z.infer<typeof ProvisionedApplicationSchema>;

export const ProvisionedApplicationFinderSchema = answerOf({
	elements: listOf(ProvisionedApplicationSchema),
});

/** What creation answers: the only time that LinkedIn tells the secret (§1.4). */
export const CreatedApplicationSchema = z.object({
	key: z.string(),
	credentials: z.object({ client_id: z.string(), client_secret: z.string() }),
});
export type CreatedApplication = z.infer<typeof CreatedApplicationSchema>;

/** What became of one submitted job (§4.3). */
export interface ReadSubmission {
	id?: string | undefined;
	status?: number | undefined;
	error?: Verdict | undefined;
}

/** A job submission's answer (§4.3), in the order in which the jobs were sent. */
export const JobSubmissionSchema = answerOf({
	elements: z.unknown().transform((value): ReadSubmission[] =>
		Array.isArray(value)
			? value.map(fieldsOf).map(({ id, status, error }) => ({
					id: typeof id === 'string' && id !== '' ? id : undefined,
					status: numberOf(status),
					error: verdictOf(error),
				}))
			: [],
	),
});

const TaskSchema = z.object({
	status: OptionalText,
	externalJobPostingId: OptionalText,
	errorMessage: OptionalText,
});

/** §4.4. */
export const JobTasksSchema = answerOf({
	results: mapOf((value) => (isLoose(value) ? TaskSchema.parse(value) : undefined)),
});

const JobStatusFields = z.object({
	externalJobPostingId: OptionalText,
	listingStatus: OptionalText,
});

/** §4.5. */
export const JobStatusSchema = answerOf({
	results: mapOf((value) => JobStatusFields.parse(fieldsOf(value))),
	errors: mapOf(verdictOf),
});

export const PersonUrnSchema = z.string().regex(/^urn:li:person:/);

/**
 * What is read of a candidate that LinkedIn holds (§5.2). Whether an answer carries more than the matches is not
 * documented: the rest is read where it is there.
 */
export const HeldCandidateSchema = z.object({
	manualMatchedMember: PersonUrnSchema.optional().catch(undefined),
	matchedMembers: LooseTexts.transform((urns) =>
		urns.filter((urn) => PersonUrnSchema.safeParse(urn).success),
	),
	firstName: OptionalText,
	lastName: OptionalText,
	emailAddresses: z
		.unknown()
		.transform((value) => (Array.isArray(value) ? LooseTexts.parse(value) : undefined)),
	atsLastModifiedAt: LooseNumber,
});
export type HeldCandidate = z.infer<typeof HeldCandidateSchema>;
