import { batchRead } from './batchRead';
import { NOT_CONFIRMED, UNNAMED_ERROR } from './batchWrite';
import { droppedJob } from './droppedJob';
import type { HeldRecords } from './HeldRecords';
import type { LinkedInApi } from './LinkedInApi';
import { spellFields } from './dialect';
import { refusedField } from './refusedField';
import { simpleIds } from './restli';
import {
	JobStatusSchema,
	JobSubmissionSchema,
	JobTasksSchema,
	type ReadSubmission,
} from './schemas';
import { sendHalving } from './sendHalving';

export type JobOperation = 'CREATE' | 'UPDATE' | 'RENEW' | 'CLOSE';

/** Who sees a posting (LinkedIn reference §4.1): only Recruiter during an export, or every member. */
export type JobAvailability = 'PRIVATE_TO_ATS_INTEGRATION' | 'PUBLIC';

/** A job posting as LinkedIn wants it (§4.1). Times are epoch milliseconds. */
export interface LiJob {
	externalJobPostingId: string;
	title: string;
	description: string;
	location: string;
	listedAt: number;
	companyApplyUrl: string;
	availability: JobAvailability;
	workplaceTypes: string[];
	employmentStatus?: string;
	experienceLevel?: string;
	companyJobCode?: string;
	/** Whether only recruiters in a group of the job see it; counts where no viewers are configured (§11.1). */
	accessRestricted?: boolean;
}

export interface JobSubmission {
	job: LiJob;
	operation: JobOperation;
}

/**
 * What became of a submission: a task to ask about later, or a refusal at once; a status of `NOT_CONFIRMED` where
 * LinkedIn said nothing.
 */
export type JobSubmissionOutcome =
	| { externalJobPostingId: string; taskUrn: string }
	| { externalJobPostingId: string; status: number; field?: string };

/**
 * Submits up to 100 jobs (§4.1). Acceptance is not success: ask for the tasks later (§4.4). LinkedIn takes each job at
 * most once a call: of several submissions of one, the last counts. A job for which LinkedIn refuses the whole call, as
 * for an address that is none, is found by halving, and refused alone.
 *
 * @returns one outcome for each job
 */
export async function submitJobs(
	api: LinkedInApi,
	submissions: readonly JobSubmission[],
): Promise<JobSubmissionOutcome[]> {
	const byJob = new Map(submissions.map((one) => [one.job.externalJobPostingId, one]));
	const { answers, refused, unsent } = await sendHalving(
		[...byJob.values()],
		async (group, attemptsOn500) => await submitOnce(api, group, attemptsOn500),
	);
	return [
		...answers.flatMap(({ answer }) => answer),
		...refused.map(({ record, ...said }) => ({ ...idOf(record), ...said })),
		...unsent.map((one) => ({ ...idOf(one), status: NOT_CONFIRMED })),
	];
}

function idOf({ job: { externalJobPostingId } }: JobSubmission): { externalJobPostingId: string } {
	return { externalJobPostingId };
}

async function submitOnce(
	api: LinkedInApi,
	submissions: readonly JobSubmission[],
	attemptsOn500: number | undefined,
): Promise<JobSubmissionOutcome[]> {
	const form = api.form('jobPostings');
	const elements = submissions.map(({ job, operation }) =>
		spellFields(
			{
				integrationContext: api.settings.organizationUrn,
				jobPostingOperationType: operation,
				...job,
			},
			form.fields,
		),
	);
	const answer = await api.send({
		method: 'POST',
		path: form.path,
		endpoint: form.path,
		form,
		restliMethod: 'batch_create',
		body: { elements },
		schema: JobSubmissionSchema,
		records: submissions.length,
		...(attemptsOn500 !== undefined && { attemptsOn500 }),
	});
	// Elements tell no id: with one too many or too few, nobody knows whose they are.
	const said = answer?.elements.length === submissions.length ? answer.elements : [];
	return submissions.map((one, index) => ({ ...idOf(one), ...outcomeOf(said[index] ?? {}) }));
}

function outcomeOf({
	id,
	status,
	error,
}: ReadSubmission): { taskUrn: string } | { status: number; field?: string } {
	const failed = error?.status ?? status;
	if (!error && id && (status === undefined || status < 300)) return { taskUrn: id };
	const field = refusedField(error?.message);
	return {
		status: failed !== undefined && failed >= 300 ? failed : error ? UNNAMED_ERROR : NOT_CONFIRMED,
		...(field && { field }),
	};
}

export type JobTaskState =
	| { state: 'running' }
	| { state: 'succeeded'; externalJobPostingId?: string }
	| { state: 'failed'; externalJobPostingId?: string; reason: string };

/** Asks what became of submissions (§4.4). A task that LinkedIn no longer knows counts as running. */
export async function getJobTasks(
	api: LinkedInApi,
	taskUrns: readonly string[],
): Promise<Map<string, JobTaskState>> {
	const states = new Map<string, JobTaskState>();
	if (taskUrns.length === 0) return states;
	const form = api.form('jobPostingTasks');
	const answer = await api.send({
		method: 'GET',
		path: form.path,
		endpoint: form.path,
		form,
		query: simpleIds(taskUrns, api.settings.protocol),
		restliMethod: 'batch_get',
		schema: JobTasksSchema,
		// Old tasks must not hold up whoever asks: all of these count as running.
		absentOn: [404],
	});
	for (const [urn, task] of answer?.results ?? []) {
		const job = task.externalJobPostingId && { externalJobPostingId: task.externalJobPostingId };
		if (task.status === 'FAILED') {
			states.set(urn, {
				state: 'failed',
				...job,
				reason: droppedJob(task.errorMessage),
			});
		} else if (task.status === 'SUCCEEDED' || task.status === 'PROCESSED') {
			states.set(urn, { state: 'succeeded', ...job });
		} else {
			states.set(urn, { state: 'running' });
		}
	}
	return states;
}

/**
 * Which of up to 100 jobs LinkedIn knows (§4.5): `open` covers those still being processed. Look at `unknown` before one is
 * taken for "not known".
 *
 * @returns `undefined` when LinkedIn does not tell
 */
export async function getJobStatus(
	api: LinkedInApi,
	externalJobPostingIds: readonly string[],
): Promise<HeldRecords<'open' | 'closed'> | undefined> {
	const form = api.form('jobPostingStatus');
	return await batchRead(externalJobPostingIds, async (ids) => {
		const answer = await api.send({
			method: 'GET',
			path: form.path,
			endpoint: form.path,
			form,
			query: simpleIds(ids, api.settings.protocol),
			restliMethod: 'batch_get',
			schema: JobStatusSchema,
			// Whether it answers for postings that are private to the integration is not confirmed (§4.5).
			absentOn: [403, 404],
		});
		if (!answer) return undefined;
		const results = new Map<string, 'open' | 'closed'>();
		for (const [key, status] of answer.results)
			results.set(
				status.externalJobPostingId ?? key,
				status.listingStatus === 'NOT_LISTED' ? 'closed' : 'open',
			);
		return { results, errors: answer.errors };
	});
}
