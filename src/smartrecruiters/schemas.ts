import { z } from 'zod';

/** Absent and null mean the same to SmartRecruiters (SmartRecruiters reference §5.3): both become `undefined`. */
const text = z
	.string()
	.nullish()
	.transform((value) => value ?? undefined);

/** ISO 8601 text → epoch milliseconds. */
export const time = z.string().transform((value, context) => {
	const ms = Date.parse(value);
	if (Number.isNaN(ms)) context.addIssue({ code: 'custom', message: 'not a date' });
	return ms;
});
const optionalTime = time.nullish().transform((value) => value ?? undefined);

const labelled = z
	.object({ id: text, label: text })
	.nullish()
	.transform((value) => value ?? undefined);

/** Reference §1.4. */
export const ApiErrorSchema = z.object({
	errors: z.array(z.object({ code: z.string() })).optional(),
	error: z.string().optional(),
});

/** One page of a list with a cursor (§1.5). An empty cursor is the end. */
export const pageOf = <S extends z.ZodTypeAny>(item: S) =>
	z.object({
		content: z.array(item),
		totalFound: z.number().optional(),
		nextPageId: z
			.string()
			.nullish()
			.transform((value) => value || undefined),
	});

export interface Page<T> {
	content: T[];
	totalFound?: number | undefined;
	nextPageId?: string | undefined;
}

const LocationSchema = z
	.object({
		country: text,
		countryCode: text,
		region: text,
		city: text,
		remote: z.boolean().nullish(),
	})
	.nullish()
	.transform((value) => value ?? undefined);

/** §4.1. */
export const JobListItemSchema = z.object({
	id: z.string(),
	title: z.string(),
	refNumber: text,
	createdOn: time,
	updatedOn: optionalTime,
	location: LocationSchema,
	department: labelled,
	status: z.string(),
	postingStatus: text,
});
export type SrJobListItem = z.infer<typeof JobListItemSchema>;

const SectionSchema = z
	.object({ title: text, text })
	.nullish()
	.transform((value) => value ?? undefined);

const SectionsSchema = z
	.object({
		companyDescription: SectionSchema,
		jobDescription: SectionSchema,
		qualifications: SectionSchema,
		additionalInformation: SectionSchema,
	})
	.nullish()
	.transform((value) => value ?? undefined);
export type SrSections = z.infer<typeof SectionsSchema>;

const AdContentSchema = z
	.object({ sections: SectionsSchema })
	.nullish()
	.transform((value) => value ?? undefined);

/** §4.2. */
export const JobDetailsSchema = z.object({
	template: z.boolean().nullish(),
	typeOfEmployment: labelled,
	experienceLevel: labelled,
	jobAd: AdContentSchema,
	actions: z.object({ applyOnWeb: z.object({ url: text }).nullish() }).nullish(),
});
export type SrJobDetails = z.infer<typeof JobDetailsSchema>;

/** §4.2: the details repeat what a list shows. */
export const WholeJobSchema = JobListItemSchema.merge(JobDetailsSchema);

/** §4.5. */
export const JobAdSchema = z.object({
	id: z.string(),
	jobAd: AdContentSchema,
	applyUrl: text,
	postingStatus: text,
	visibility: text,
	default: z.boolean().nullish(),
});
export type SrJobAd = z.infer<typeof JobAdSchema>;

/** §4.5: whether the list is wrapped is not settled there; both forms are read. */
export const JobAdsSchema = z
	.union([z.array(JobAdSchema), z.object({ content: z.array(JobAdSchema) })])
	.transform((value) => (Array.isArray(value) ? value : value.content));

/** §4.5. */
export const PostingsSchema = z
	.object({ content: z.array(z.object({ publishedOn: optionalTime })) })
	.transform((value) => value.content);

const SecondaryAssignmentSchema = z.object({ job: z.object({ id: z.string() }) });

/** §13; `undefined` where SmartRecruiters does not tell. */
const ConsentSchema = z
	.object({ status: text })
	.nullish()
	.transform((value) => value?.status);
export const CandidateConsentSchema = z.object({ status: text }).transform(({ status }) => status);

/** §5.1: no phone, profile addresses, employer or source here, and no status of secondary assignments. */
export const CandidateListItemSchema = z.object({
	id: z.string(),
	firstName: text,
	lastName: text,
	email: text,
	createdOn: time,
	updatedOn: time,
	location: LocationSchema,
	tags: z
		.array(z.string())
		.nullish()
		.transform((value) => value ?? []),
	consent: ConsentSchema,
	primaryAssignment: z
		.object({
			job: z.object({ id: z.string(), title: text }),
			status: z.string(),
			subStatus: text,
		})
		.nullish()
		.transform((value) => value ?? undefined),
	secondaryAssignments: z
		.array(SecondaryAssignmentSchema)
		.nullish()
		.transform((value) => value ?? []),
});
export type SrCandidateListItem = z.infer<typeof CandidateListItemSchema>;

const AssignmentSchema = z.object({
	job: z.object({ id: z.string(), title: text }),
	status: z.string(),
	subStatus: text,
	source: text,
	reasonOfRejection: labelled,
	reasonOfWithdrawal: labelled,
});
export type SrAssignment = z.infer<typeof AssignmentSchema>;

/** §5.3. */
export const CandidateDetailsSchema = z.object({
	id: z.string(),
	firstName: text,
	lastName: text,
	email: text,
	phoneNumber: text,
	location: LocationSchema,
	// The others are kept, too: a change has to repeat them (§5.5).
	web: z
		.object({ linkedin: text })
		.catchall(z.unknown())
		.nullish()
		.transform((value) => value ?? undefined),
	tags: z
		.array(z.string())
		.nullish()
		.transform((value) => value ?? []),
	createdOn: time,
	updatedOn: time,
	experience: z
		.array(z.object({ title: text, company: text, current: z.boolean().nullish() }))
		.nullish()
		.transform((value) => value ?? []),
	primaryAssignment: AssignmentSchema.nullish().transform((value) => value ?? undefined),
	secondaryAssignments: z
		.array(AssignmentSchema)
		.nullish()
		.transform((value) => value ?? []),
});
export type SrCandidateDetails = z.infer<typeof CandidateDetailsSchema>;

/** What an export has to know of the job that was chosen (§4.2). */
export const JobStateSchema = z.object({
	id: z.string(),
	title: z.string(),
	status: z.string(),
	postingStatus: text,
});
export type SrJobState = z.infer<typeof JobStateSchema>;

/** §11.3: source types with their sub-types. */
export const SourceTypesSchema = z
	.object({
		content: z.array(z.object({ id: z.string(), label: text })),
	})
	.transform((value) => value.content);

/** §11.3: the sources of one type. */
export const SourceValuesSchema = z.object({
	content: z.array(
		z.object({
			id: z.string(),
			label: z.string(),
			sourceSubType: z.object({ id: text }).nullish(),
		}),
	),
	totalFound: z.number().optional(),
});

/** §6.2. */
export const StatusHistorySchema = z
	.object({
		content: z.array(z.object({ changedOn: time, status: z.string(), subStatus: text })),
	})
	.transform((value) => value.content);
export type SrStatusChange = z.infer<typeof StatusHistorySchema>[number];
