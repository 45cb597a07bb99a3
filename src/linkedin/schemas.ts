import { z } from 'zod';

/** LinkedIn reference §14.1. */
export const ApiErrorSchema = z.object({
	status: z.number().optional(),
	serviceErrorCode: z.number().optional(),
	message: z.string().optional(),
});

/** A batch write's answer (§14.2): both maps have to be read, 200 says nothing. */
export const BatchWriteSchema = z.object({
	results: z.record(z.object({ status: z.number().optional() }).passthrough()).default({}),
	errors: z.record(ApiErrorSchema.passthrough()).default({}),
});

/** A batch read's answer (§14.2). */
export const BatchReadSchema = z.object({
	results: z.record(z.record(z.unknown())).default({}),
	errors: z.record(z.unknown()).default({}),
});

/** A text that LinkedIn may leave out; anything else in its place counts as left out. */
const OptionalText = z.string().optional().catch(undefined);

/** An integration; which of the two status names is used was not seen (§2.3). */
const IntegrationSchema = z.object({
	integrationName: OptionalText,
	onboardingStatus: OptionalText,
	integrationStatus: OptionalText,
});
export type ReadIntegration = z.infer<typeof IntegrationSchema>;

/** A batch read of integrations (§2.3, §14.2). */
export const IntegrationsReadSchema = z.object({
	results: z.record(IntegrationSchema).default({}),
	statuses: z.record(z.number()).default({}),
	errors: z.record(ApiErrorSchema.passthrough()).default({}),
});

/** A configuration's value is a Rest.li union (§2.4). */
export const ConfigurationsReadSchema = z.object({
	results: z
		.record(z.object({ configurationValue: z.object({ string: z.string() }).optional() }))
		.default({}),
});

/** A customer's application, as its partner finds it (§1.4). */
export const ProvisionedApplicationSchema = z.object({
	key: z.string(),
	uniqueForeignId: OptionalText,
	name: OptionalText,
	credentials: z.object({ client_id: z.string() }),
	validJsSdkDomains: z.array(z.string()).default([]),
	oauth2AuthorizedCallbackUrls: z.array(z.string()).default([]),
});
export type ProvisionedApplication = z.infer<typeof ProvisionedApplicationSchema>;

export const ProvisionedApplicationFinderSchema = z.object({
	elements: z.array(ProvisionedApplicationSchema).default([]),
});

/** What creation answers: the only time that LinkedIn tells the secret (§1.4). */
export const CreatedApplicationSchema = z.object({
	key: z.string(),
	credentials: z.object({ client_id: z.string(), client_secret: z.string() }),
});
export type CreatedApplication = z.infer<typeof CreatedApplicationSchema>;

/** One element of a job submission's answer (§4.3). */
export const JobSubmissionSchema = z.object({
	elements: z.array(
		z.object({
			id: z.string().optional(),
			status: z.number(),
			error: ApiErrorSchema.optional(),
		}),
	),
});

/** §4.4. */
export const JobTasksSchema = z.object({
	results: z
		.record(
			z.object({
				status: z.string(),
				externalJobPostingId: z.string().optional(),
				errorMessage: z.string().optional(),
			}),
		)
		.default({}),
	errors: z.record(z.unknown()).default({}),
});

/** §4.5. */
export const JobStatusSchema = z.object({
	results: z
		.record(
			z.object({
				externalJobPostingId: z.string().optional(),
				listingStatus: z.string().optional(),
			}),
		)
		.default({}),
});

export const PersonUrnSchema = z.string().regex(/^urn:li:person:/);

const textOr = z.string().optional().catch(undefined);

/**
 * What is read of a candidate that LinkedIn holds (§5.2). Whether an answer carries more than the matches is not
 * documented: the rest is read where it is there.
 */
export const HeldCandidateSchema = z.object({
	manualMatchedMember: PersonUrnSchema.optional().catch(undefined),
	matchedMembers: z.array(PersonUrnSchema).catch([]),
	firstName: textOr,
	lastName: textOr,
	emailAddresses: z.array(z.string()).optional().catch(undefined),
	atsLastModifiedAt: z.number().optional().catch(undefined),
});
export type HeldCandidate = z.infer<typeof HeldCandidateSchema>;
