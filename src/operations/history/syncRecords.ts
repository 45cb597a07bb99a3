import {
	getJobStatus,
	type JobAvailability,
	type JobSubmission,
	submitJobs,
} from '../../linkedin/jobPostings';
import { isClosed, jobToLinkedIn } from '../../mapping/jobToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { type SharingRules, type Withholding } from '../../mapping/SharingRules';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import { getJobById } from '../../smartrecruiters/jobs';
import type { SrJobListItem } from '../../smartrecruiters/schemas';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import { isRetitled, sendApplicants } from '../../sync/changes/followTitles';
import { type Deletion, REASONS } from '../../sync/Deletion';
import { mapConcurrently } from '../../sync/mapConcurrently';
import { readApplicationPair } from '../../sync/people/readApplicationPair';
import { readPerson } from '../../sync/people/readPeople';
import { removePeople } from '../../sync/people/removePeople';
import { sendPeople } from '../../sync/people/sendPeople';
import { refusal } from '../../sync/refusals';
import { Sharing } from '../../sync/Sharing';
import type { SyncContext } from '../../sync/SyncContext';
import { connect, type Connection } from '../connect';

export interface RecordsInput {
	candidateIds: readonly string[];
	/** SmartRecruiters' UUIDs of applications, as webhooks name them, or `candidateId_jobId`. */
	applicationIds: readonly string[];
	jobIds: readonly string[];
	sharing: SharingRules;
	/** Ids of candidates that must not come back. */
	tombstones: readonly string[];
	availability: JobAvailability;
	profileUrl: string;
	timeLimitMs: number;
}

export interface RecordsResult {
	organization: string;
	/** Ids that LinkedIn took. */
	sentCandidates: string[];
	sentJobs: string[];
	withheld: Array<{ candidateId: string; why: Withholding }>;
	rejections: Rejection[];
	deletions: Deletion[];
	/** Tasks in which LinkedIn processes the jobs; the next Sync Changes asks what became of them. */
	jobTasks: string[];
}

const AT_ONCE = 100;

/**
 * Reads the records that are named and sends them, complete. Someone whom SmartRecruiters does not know any more is
 * deleted at LinkedIn. Safe to repeat, and in any order: what is sent is what SmartRecruiters says now.
 */
export async function syncRecords(
	connection: Connection,
	input: RecordsInput,
): Promise<RecordsResult> {
	const deadlineMs = connection.effects.now() + input.timeLimitMs;
	const { smartRecruiters, linkedIn } = connect(connection, deadlineMs);
	const { effects } = connection;
	const context: SyncContext = {
		smartRecruiters,
		linkedIn,
		effects,
		sharing: new Sharing(input.sharing, new Set(input.tombstones), smartRecruiters),
	};
	const result: RecordsResult = {
		organization: connection.linkedIn.settings.organizationUrn,
		sentCandidates: [],
		sentJobs: [],
		withheld: [],
		rejections: [],
		deletions: [],
		jobTasks: [],
	};
	const applicants = await mapConcurrently(
		[...new Set(input.applicationIds)],
		DETAIL_CONCURRENCY,
		async (id) => await readApplicationPair(smartRecruiters, id),
	);
	const candidateIds = [
		...new Set([...input.candidateIds, ...applicants.map(({ candidateId }) => candidateId)]),
	];
	for (let from = 0; from < candidateIds.length; from += AT_ONCE) {
		await syncPeople(context, input, candidateIds.slice(from, from + AT_ONCE), result);
	}
	const jobIds = [...new Set(input.jobIds)];
	for (let from = 0; from < jobIds.length; from += AT_ONCE) {
		await syncJobs(context, input, jobIds.slice(from, from + AT_ONCE), result);
	}
	return result;
}

async function syncPeople(
	context: SyncContext,
	input: RecordsInput,
	candidateIds: readonly string[],
	result: RecordsResult,
): Promise<void> {
	const choice = { candidates: true, applications: true, profileUrl: input.profileUrl };
	const people = await mapConcurrently(
		candidateIds,
		DETAIL_CONCURRENCY,
		async (id) => await readPerson(context, id, true),
	);
	const outcome = await sendPeople(context, people, choice);
	const gone = people
		.filter(({ id, details }) => !details && !context.sharing.isTombstone(id))
		.map(({ id }) => ({ candidateId: id }));
	const removal = await removePeople(context, gone, REASONS.deleted);
	const refused = new Set(outcome.rejections.map(({ recordId }) => recordId));
	for (const { id, details, withheld } of people) {
		if (withheld) result.withheld.push({ candidateId: id, why: withheld });
		else if (details && !refused.has(id)) result.sentCandidates.push(id);
	}
	result.rejections.push(
		...outcome.rejections,
		...outcome.applicationRejections,
		...removal.rejections,
	);
	result.deletions.push(...outcome.deletions, ...removal.deletions);
}

async function syncJobs(
	context: SyncContext,
	input: RecordsInput,
	jobIds: readonly string[],
	result: RecordsResult,
): Promise<void> {
	const { linkedIn, sharing, effects } = context;
	const known = await getJobStatus(linkedIn, jobIds);
	const hidden = await sharing.hiddenJobs();
	const submissions: JobSubmission[] = [];
	const retitled: SrJobListItem[] = [];
	const withdraw = (id: string): void => {
		if (known?.get(id) === 'open')
			submissions.push({ job: withdrawnJob(id, effects.now()), operation: 'CLOSE' });
	};
	const visibilityOf = await sharing.visibility();
	for (const id of jobIds) {
		const job = hidden.has(id) ? undefined : await getJobById(context.smartRecruiters, id);
		const visibility = job && visibilityOf(job.item);
		if (!job || visibility === 'never') {
			withdraw(id);
			continue;
		}
		retitled.push(job.item);
		if (job.details.template) continue;
		const availability =
			visibility === 'private' ? 'PRIVATE_TO_ATS_INTEGRATION' : input.availability;
		const mapped = jobToLinkedIn(job, availability);
		if (!mapped.ok) {
			result.rejections.push({ kind: 'job', recordId: id, code: mapped.code });
			continue;
		}
		const operation = operationFor(isClosed(job.item.status), known?.get(id));
		if (operation) submissions.push({ job: mapped.value, operation });
		else result.sentJobs.push(id);
	}
	for (const outcome of await submitJobs(linkedIn, submissions)) {
		const { externalJobPostingId: id } = outcome;
		if ('taskUrn' in outcome) {
			result.jobTasks.push(outcome.taskUrn);
			result.sentJobs.push(id);
		} else if (outcome.status !== 409) {
			result.rejections.push(refusal('job', id, outcome.status, outcome.field));
		}
	}
	for (const { id, title } of retitled) await followTitle(context, input, id, title, result);
}

/** Nothing for what is over on both sides. A closed job that is new is closed by the next Sync Changes. */
function operationFor(
	over: boolean,
	state: 'open' | 'closed' | undefined,
): JobSubmission['operation'] | undefined {
	if (over && state === 'closed') return undefined;
	if (over && state === 'open') return 'CLOSE';
	return state ? 'UPDATE' : 'CREATE';
}

/** The first hundred applications of a job with a new title; Sync Changes follows with more. */
async function followTitle(
	context: SyncContext,
	input: RecordsInput,
	jobId: string,
	title: string,
	result: RecordsResult,
): Promise<void> {
	if (!(await isRetitled(context, jobId, title))) return;
	const choice = { candidates: true, applications: true, profileUrl: input.profileUrl };
	const { rejections, deletions } = await sendApplicants(context, choice, jobId, undefined);
	result.rejections.push(...rejections);
	result.deletions.push(...deletions);
}
