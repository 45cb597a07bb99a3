import * as fc from 'fast-check';
import { expectedJob, isAcceptable } from '../../sandbox/compare/expected';
import type { FaultInput } from '../../sandbox/core/FaultBoard';
import type { Stage } from '../../scripts/resilience/Stage';

const READS = ['candidate', 'job', 'ads', 'history', 'notes', 'reviews'] as const;

/** One thing that is wrong with one record, at either vendor. */
export type BadRecord =
	| { how: 'field'; of: 'candidate' | 'job'; at: number; path: string; value: unknown }
	| { how: 'read'; of: (typeof READS)[number]; at: number; status: number }
	| {
			how: 'refused';
			of: 'candidate' | 'application' | 'job';
			at: number;
			status: number;
			wholeCall: boolean;
	  };

const PERSON_FIELDS = [
	'firstName',
	'lastName',
	'email',
	'phoneNumber',
	'createdOn',
	'updatedOn',
	'tags',
	'tags.0',
	'location',
	'location.country',
	'location.countryCode',
	'location.city',
	'web',
	'web.linkedin',
	'consent',
	'experience',
	'experience.0',
	'experience.0.title',
	'experience.0.current',
	'primaryAssignment',
	'primaryAssignment.job',
	'primaryAssignment.job.id',
	'primaryAssignment.job.title',
	'primaryAssignment.status',
	'primaryAssignment.subStatus',
	'primaryAssignment.source',
	'primaryAssignment.reasonOfRejection',
	'secondaryAssignments',
	'secondaryAssignments.0',
	'secondaryAssignments.0.job',
	'secondaryAssignments.0.job.id',
	'secondaryAssignments.0.status',
] as const;

const JOB_FIELDS = [
	'title',
	'refNumber',
	'createdOn',
	'updatedOn',
	'lastActivityOn',
	'department',
	'department.id',
	'department.label',
	'location',
	'location.city',
	'location.country',
	'location.countryCode',
	'location.remote',
	'status',
	'postingStatus',
	'template',
	'typeOfEmployment',
	'typeOfEmployment.id',
	'experienceLevel',
	'jobAd',
	'jobAd.sections',
	'jobAd.sections.jobDescription',
	'jobAd.sections.jobDescription.text',
	'actions',
	'actions.applyOnWeb',
	'actions.applyOnWeb.url',
] as const;

export const VALUES: readonly unknown[] = [
	null,
	undefined,
	'',
	' ',
	'n/a',
	0,
	-1,
	101,
	1e300,
	true,
	[],
	[null],
	{},
	{ id: null },
	'2026-13-45T99:00:00.000Z',
	'9999-12-31T23:59:59.999Z',
	'0001-01-01T00:00:00Z',
	'\u0000',
	'a\u0000b',
	'\ud83d',
	'\u200b',
	'../..',
	'a/b?c#d',
	'<script>alert(1)</script>',
	'x'.repeat(70_000),
	'é'.repeat(3_000),
];

const READ_STATUSES = [400, 401, 403, 404, 405, 409, 410, 422, 423, 451, 500, 503];
const WRITE_STATUSES = [400, 409, 413, 422, 500];

const at = fc.nat({ max: 200 });

/** Anything that the reference, or another integration's bug report, makes likely, and more. */
export const badRecord: fc.Arbitrary<BadRecord> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			how: fc.constant('field' as const),
			of: fc.constant('candidate' as const),
			at,
			path: fc.constantFrom(...PERSON_FIELDS),
			value: fc.constantFrom(...VALUES),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			how: fc.constant('field' as const),
			of: fc.constant('job' as const),
			at,
			path: fc.constantFrom(...JOB_FIELDS),
			value: fc.constantFrom(...VALUES),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			how: fc.constant('read' as const),
			of: fc.constantFrom(...READS),
			at,
			status: fc.constantFrom(...READ_STATUSES),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			how: fc.constant('refused' as const),
			of: fc.constantFrom('candidate' as const, 'application' as const, 'job' as const),
			at,
			status: fc.constantFrom(...WRITE_STATUSES),
			wholeCall: fc.boolean(),
		}),
	},
);

/** Makes these records bad on a stage. @returns their ids, in the same order */
export function spoil(stage: Stage, bad: readonly BadRecord[]): string[] {
	// Those who go when all is well: nothing else tells whether a fault costs them alone.
	const people = [...stage.company.candidates()].filter(
		(one) => one.applications.length > 0 && isAcceptable(one),
	);
	const jobs = Array.from({ length: stage.company.jobCount }, (_, index) =>
		stage.company.job(index),
	).filter((one) => expectedJob(one) !== undefined);
	const reads: FaultInput[] = [];
	const edits: NonNullable<FaultInput['edits']> = [];
	const ids = bad.map((one) => {
		const person = people[one.at % people.length];
		const job = jobs[one.at % jobs.length];
		if (!person || !job) throw new Error('The company is empty');
		const ofJob = one.of === 'job' || one.of === 'ads';
		const { id } = ofJob ? job : person;
		const [application] = person.applications;
		if (one.how === 'field') edits.push({ id, path: one.path, value: one.value });
		else if (one.how === 'read')
			reads.push({
				vendor: 'smartrecruiters',
				says: one.of === 'notes' || one.of === 'reviews' ? id : '',
				path: {
					candidate: `/candidates/${id}$/`,
					job: `/smartrecruiters/jobs/${id}$/`,
					ads: `/jobs/${id}/jobads/`,
					history: `/candidates/${id}/jobs/.+/status/`,
					notes: '/messages',
					reviews: '/reviews',
				}[one.of],
				kind: 'status',
				status: one.status,
				times: 100_000,
			});
		else {
			const key = one.of === 'application' ? `${id}_${application?.jobId ?? ''}` : id;
			const book = one.wholeCall ? stage.sandbox.store.spoilers : stage.sandbox.store.refusals;
			for (const name of [`${one.of} ${key}`, `delete ${one.of} ${key}`])
				book.set(name, { status: one.status, message: 'Refused' });
		}
		return id;
	});
	stage.fault(...reads);
	if (edits.length > 0)
		for (const path of ['/smartrecruiters/candidates', '/smartrecruiters/jobs'])
			stage.fault({ path, kind: 'odd', edits, times: 100_000 });
	return ids;
}
