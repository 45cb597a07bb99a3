import { z } from 'zod';
import {
	flag,
	id,
	optionalPart,
	optionalParts,
	optionalTime,
	type RecordFields,
	recordOf,
	requiredText,
	tags,
	text,
	time,
} from './fields';
import { readAssignments } from './readAssignments';

/** Reference §1.4. */
export const ApiErrorSchema = z.object({
	errors: optionalParts(z.object({ code: z.string() })),
	error: text,
});

const labelled = optionalPart(z.object({ id: text, label: text }));

const locationOf = (fields: RecordFields) => ({
	country: fields.text('country'),
	countryCode: fields.text('countryCode'),
	region: fields.text('region'),
	city: fields.text('city'),
	remote: fields.flag('remote'),
});
const LocationSchema = optionalPart(recordOf(locationOf));

/** Decides whether a job leaves: what cannot be read makes the whole job unreadable. A bare text is its label. */
const DepartmentSchema = z
	.union([requiredText.transform((label) => ({ label })), z.object({ id: text, label: text })])
	.nullish()
	.transform((value): { id?: string | undefined; label?: string | undefined } | undefined => {
		return value ?? undefined;
	});

/** §4.1. */
export const JobListItemSchema = z.object({
	id,
	title: requiredText,
	refNumber: text,
	createdOn: time,
	updatedOn: optionalTime,
	location: LocationSchema,
	department: DepartmentSchema,
	status: requiredText,
	postingStatus: text,
});
export type SrJobListItem = z.infer<typeof JobListItemSchema>;

const SectionSchema = optionalPart(z.object({ title: text, text }));

const SectionsSchema = optionalPart(
	z.object({
		companyDescription: SectionSchema,
		jobDescription: SectionSchema,
		qualifications: SectionSchema,
		additionalInformation: SectionSchema,
	}),
);
export type SrSections = z.infer<typeof SectionsSchema>;

const AdContentSchema = optionalPart(z.object({ sections: SectionsSchema }));

/** §4.2. All else may be missing: without the id, an answer about something else would pass for a job that is no template. */
export const JobDetailsSchema = z.object({
	id,
	template: flag,
	typeOfEmployment: labelled,
	experienceLevel: labelled,
	jobAd: AdContentSchema,
	actions: optionalPart(z.object({ applyOnWeb: optionalPart(z.object({ url: text })) })),
});
export type SrJobDetails = z.infer<typeof JobDetailsSchema>;

/** §4.2: the details repeat what a list shows. */
export const WholeJobSchema = JobListItemSchema.merge(JobDetailsSchema);

/** §4.5. */
export const JobAdSchema = z.object({
	id: text,
	jobAd: AdContentSchema,
	applyUrl: text,
	postingStatus: text,
	visibility: text,
	default: flag,
});
export type SrJobAd = z.infer<typeof JobAdSchema>;

/** §4.5. */
export const PostingSchema = z.object({ publishedOn: optionalTime });

/** §13; `undefined` where SmartRecruiters does not tell. */
export const CandidateConsentSchema = z.object({ status: text }).transform(({ status }) => status);

const PrimaryItemSchema = recordOf((fields) => ({
	job: fields.needed('job', (job) => ({ id: job.id('id'), title: job.text('title') })),
	status: fields.text('status'),
	subStatus: fields.text('subStatus'),
}));
const SecondaryItemSchema = recordOf((fields) => ({
	job: fields.needed('job', (job) => ({ id: job.id('id') })),
}));

const AssignmentSchema = z.object({
	job: z.object({ id, title: text }),
	status: text,
	subStatus: text,
	source: text,
	reasonOfRejection: labelled,
	reasonOfWithdrawal: labelled,
});
export type SrAssignment = z.infer<typeof AssignmentSchema>;

const person = {
	id,
	firstName: text,
	lastName: text,
	email: text,
	createdOn: time,
	updatedOn: optionalTime,
	location: LocationSchema,
	tags,
	primaryAssignment: z.unknown(),
	secondaryAssignments: z.unknown(),
};

/** §5.1: no phone, profile addresses, employer or source here, and no status of secondary assignments. */
export const CandidateListItemSchema = recordOf((fields) => {
	const createdOn = fields.time('createdOn');
	return {
		id: fields.id('id'),
		firstName: fields.text('firstName'),
		lastName: fields.text('lastName'),
		email: fields.text('email'),
		createdOn,
		updatedOn: fields.optionalTime('updatedOn') ?? createdOn,
		location: fields.part('location', locationOf),
		tags: fields.tags('tags'),
		consent: fields.part('consent', (consent) => consent.text('status')),
		...readAssignments(
			{
				primaryAssignment: fields.any('primaryAssignment'),
				secondaryAssignments: fields.any('secondaryAssignments'),
			},
			PrimaryItemSchema,
			SecondaryItemSchema,
		),
	};
});
export type SrCandidateListItem = z.output<typeof CandidateListItemSchema>;

/** §5.3. */
export const CandidateDetailsSchema = z
	.object({
		...person,
		phoneNumber: text,
		// The others are kept, too: a change has to repeat them (§5.5).
		web: optionalPart(z.object({ linkedin: text }).catchall(z.unknown())),
		experience: optionalParts(z.object({ title: text, company: text, current: flag })),
	})
	.transform((record) => ({
		...record,
		updatedOn: record.updatedOn ?? record.createdOn,
		...readAssignments(record, AssignmentSchema, AssignmentSchema),
	}));
export type SrCandidateDetails = z.infer<typeof CandidateDetailsSchema>;

/** What an export has to know of the job that was chosen (§4.2). */
export const JobStateSchema = z.object({
	id,
	title: requiredText,
	status: requiredText,
	postingStatus: text,
});
export type SrJobState = z.infer<typeof JobStateSchema>;

/** §11.3: a source type. */
export const SourceTypeSchema = z.object({ id, label: text });

/** §11.3: a source of a type. */
export const SourceValueSchema = z.object({
	id,
	label: requiredText,
	sourceSubType: optionalPart(z.object({ id: text })),
});

/** §6.2. */
export const StatusChangeSchema = z.object({
	changedOn: time,
	status: requiredText,
	subStatus: text,
});
export type SrStatusChange = z.infer<typeof StatusChangeSchema>;
