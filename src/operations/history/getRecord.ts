import { WaitLedger } from '../../http/WaitLedger';
import { stageLabel } from '../../mapping/applicationToLinkedIn';
import { getCandidate } from '../../smartrecruiters/candidates';
import { getJobState } from '../../smartrecruiters/jobs';
import type { SrAssignment, SrCandidateDetails } from '../../smartrecruiters/schemas';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { readApplicationPair } from '../../sync/people/readApplicationPair';
import { openSmartRecruiters, type SmartRecruitersSide, type World } from '../connect';

/** What is meant: SmartRecruiters' id; of an application also `candidateId_jobId`. */
export interface RecordToGet {
	kind: 'candidate' | 'application' | 'job';
	recordId: string;
}

export interface GetRecordInput extends RecordToGet {
	withEmail: boolean;
	timeLimitMs: number;
}

/** What a message to a colleague needs, no more. */
export interface SimpleRecord {
	kind: RecordToGet['kind'];
	/** Whether SmartRecruiters shows it at the moment. */
	found: boolean;
	candidateId?: string;
	applicationId?: string;
	jobId?: string;
	/** First and last name. */
	name?: string;
	/** Only where it was asked for. */
	email?: string;
	jobTitle?: string;
	/** In words: of the application, or of the job. */
	status?: string;
	/** Of a candidate: all applications. */
	applications?: Array<{ jobId: string; jobTitle: string; status: string }>;
}

/** Reads one record of SmartRecruiters. @throws ConnectorError */
export async function getRecord(
	side: SmartRecruitersSide,
	world: World,
	input: GetRecordInput,
): Promise<SimpleRecord> {
	const deadlineMs = world.effects.now() + input.timeLimitMs;
	const { api } = openSmartRecruiters(side, world, { deadlineMs, ledger: new WaitLedger() });
	if (input.kind === 'job') return await getOneJob(api, input.recordId);
	if (input.kind === 'candidate') return await getOneCandidate(api, input);
	return await getOneApplication(api, input);
}

async function getOneJob(api: SmartRecruitersApi, jobId: string): Promise<SimpleRecord> {
	const job = await getJobState(api, jobId);
	return {
		kind: 'job',
		found: job !== undefined,
		jobId,
		...(job && { jobTitle: job.title, status: stageLabel(job.status) }),
	};
}

async function getOneCandidate(
	api: SmartRecruitersApi,
	{ recordId, withEmail }: GetRecordInput,
): Promise<SimpleRecord> {
	const details = await getCandidate(api, recordId);
	if (!details) return { kind: 'candidate', found: false, candidateId: recordId };
	const primary = details.primaryAssignment ?? details.secondaryAssignments[0];
	return {
		kind: 'candidate',
		found: true,
		...personOf(details, withEmail),
		...(primary && { jobId: primary.job.id, ...jobOf(primary) }),
		applications: assignmentsOf(details).map((one) => ({ jobId: one.job.id, ...jobOf(one) })),
	};
}

async function getOneApplication(
	api: SmartRecruitersApi,
	{ recordId, withEmail }: GetRecordInput,
): Promise<SimpleRecord> {
	const nothing: SimpleRecord = { kind: 'application', found: false, applicationId: recordId };
	const pair = await readApplicationPair(api, recordId);
	if (!('candidateId' in pair)) return nothing;
	const details = await getCandidate(api, pair.candidateId);
	const assignment = details && assignmentsOf(details).find((one) => one.job.id === pair.jobId);
	if (!details || !assignment) return { ...nothing, ...pair };
	return {
		...nothing,
		found: true,
		...personOf(details, withEmail),
		...pair,
		...jobOf(assignment),
	};
}

function personOf(details: SrCandidateDetails, withEmail: boolean) {
	const { id, firstName, lastName, email } = details;
	return {
		candidateId: id,
		name: [firstName, lastName].filter(Boolean).join(' '),
		...(withEmail && email && { email }),
	};
}

function assignmentsOf({ primaryAssignment, secondaryAssignments }: SrCandidateDetails) {
	return [primaryAssignment, ...secondaryAssignments].flatMap((one) => one ?? []);
}

function jobOf({ job, status, subStatus }: SrAssignment): { jobTitle: string; status: string } {
	return { jobTitle: job.title ?? '', status: status ? stageLabel(status, subStatus) : '' };
}
