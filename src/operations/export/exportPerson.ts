import type { ExportedCandidate } from '../../linkedin/exportedCandidates';
import type { ExportReviewCode, ExportWarning } from '../../mapping/ExportReview';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { NamedExport } from '../../mapping/exportToCandidate';
import { isPlaceholderEmail } from '../../mapping/placeholderEmail';
import { isClosed } from '../../mapping/jobToLinkedIn';
import { getCandidate } from '../../smartrecruiters/candidates';
import { getJobState } from '../../smartrecruiters/jobs';
import type { SrCandidateDetails, SrJobState } from '../../smartrecruiters/schemas';
import type { Source } from '../../smartrecruiters/sources';
import { completeApplication, completeCandidate } from './completeCandidate';
import type { ExportAttempt, ExportRun, ExportSession } from './ExportRun';
import { type FoundBy, findCandidate } from './findCandidate';
import { isShared } from './isShared';
import { NeedsReview } from './NeedsReview';
import { DEFAULT_SOURCE_LABEL } from './openExportSession';
import { addApplication, assignmentOn, createCandidate } from './putOnJob';
import { checkLink, syncBack } from './syncBack';

export interface ExportedOutcome {
	kind: 'exported';
	person: string;
	seat?: string;
	candidateId: string;
	jobId: string;
	jobTitle: string;
	/** Our id of the application at LinkedIn. */
	applicationId: string;
	/** `new`, or how the candidate was recognised. */
	foundBy: FoundBy | 'new';
	applicationAdded: boolean;
	/** Whether the e-mail is still a placeholder. */
	placeholderEmail: boolean;
	source?: string;
	warnings: ExportWarning[];
}

export interface ReviewOutcome {
	kind: 'review';
	code: ExportReviewCode;
	detail?: string;
	candidateIds: readonly string[];
	/** Whether a later try may keep what LinkedIn told: somebody else's export is not kept. */
	keep: boolean;
}

export type ExportOutcome = ExportedOutcome | ReviewOutcome;

/**
 * Brings whom a recruiter exported into SmartRecruiters, on the chosen job, once, and back to LinkedIn with the member
 * attached (LinkedIn reference §7). Every step looks before it writes: repeating after a failure or a kill goes on where
 * it stopped. Two runs for one person must not overlap.
 *
 * @throws ConnectorError, PauseSignal when it did not come to an end: repeat with `attemptedAtMs`
 */
export async function exportPerson(
	session: ExportSession,
	exported: ExportedCandidate,
	attempt: ExportAttempt = {},
): Promise<ExportOutcome> {
	const run: ExportRun = { ...session, ...attempt, warnings: new Set() };
	try {
		return await carryOut(run, exported);
	} catch (error) {
		run.forgetSource();
		if (!(error instanceof NeedsReview)) throw error;
		const { code, detail, candidateIds } = error;
		const keep = code !== 'OTHER_CUSTOMER' && code !== 'UNREADABLE';
		return { kind: 'review', code, candidateIds, keep, ...(detail && { detail }) };
	}
}

async function carryOut(run: ExportRun, exported: ExportedCandidate): Promise<ExportedOutcome> {
	const { smartRecruiters } = run;
	const { person, organizationUrn } = exported;
	if (!organizationUrn) throw new NeedsReview('UNREADABLE');
	if (!run.contexts.has(organizationUrn)) throw new NeedsReview('OTHER_CUSTOMER');
	const job = await chosenJob(run, exported);
	if (!person) throw new NeedsReview('NO_PERSON');
	// Rules that cannot be read stop this export before anything is written.
	await run.hiddenJobs();
	const named: NamedExport = { ...exported, person };
	const found = await findCandidate(run, named, job.id);
	if (found && (await isShared(run, found.candidate, job.id)))
		await checkLink(run, found.candidate.id, person);

	let candidate = found?.candidate;
	let added = false;
	let source: Source | undefined;
	if (!candidate || !assignmentOn(candidate, job.id)) {
		source = await sourceOf(run);
		candidate = candidate
			? await addApplication(run, candidate, job.id, detailsOf(source))
			: await createNew(run, named, job.id, source);
		added = true;
	} else if (run.attemptedAtMs !== undefined) {
		// An interrupted export may have left the application without its source.
		source = await sourceOf(run);
	}
	await completeCandidate(run, named, candidate);
	await completeApplication(run, candidate, job.id, source, added);
	const complete = (await getCandidate(smartRecruiters, candidate.id)) ?? candidate;
	if (await isShared(run, complete, job.id)) await syncBack(run, complete, job.id, person);
	else run.warnings.add('NOT_SHARED');
	const label = assignmentOn(complete, job.id)?.source;
	return {
		kind: 'exported',
		person,
		...(named.seat && { seat: named.seat }),
		candidateId: candidate.id,
		jobId: job.id,
		jobTitle: job.title,
		applicationId: applicationId(candidate.id, job.id),
		foundBy: found?.by ?? 'new',
		applicationAdded: added,
		placeholderEmail: isPlaceholderEmail(complete.email),
		...(label && { source: label }),
		warnings: [...run.warnings],
	};
}

async function chosenJob(run: ExportRun, exported: ExportedCandidate): Promise<SrJobState> {
	const jobId = run.jobId ?? run.options.jobId ?? exported.jobId;
	if (!jobId) throw new NeedsReview('NO_JOB');
	const job = await getJobState(run.smartRecruiters, jobId);
	if (!job) throw new NeedsReview('JOB_UNKNOWN', [], `job ${jobId}`);
	if (isClosed(job.status)) throw new NeedsReview('JOB_OVER', [], `job ${jobId}, ${job.status}`);
	return job;
}

/** SmartRecruiters may answer a create with somebody who was there: whoever it is must not be another member's. */
async function createNew(
	run: ExportRun,
	named: NamedExport,
	jobId: string,
	source: Source,
): Promise<SrCandidateDetails> {
	const made = await createCandidate(run, named, jobId, detailsOf(source));
	if (await isShared(run, made, jobId)) await checkLink(run, made.id, named.person);
	await run.rememberCreated?.(made.id);
	return assignmentOn(made, jobId)
		? made
		: await addApplication(run, made, jobId, detailsOf(source));
}

async function sourceOf(run: ExportRun): Promise<Source> {
	const found = await run.source();
	const wanted = run.options.sourceKey ?? DEFAULT_SOURCE_LABEL;
	if (!found) throw new NeedsReview('NO_SOURCE', [], wanted);
	return found;
}

function detailsOf({ sourceTypeId, sourceSubTypeId, sourceId }: Source) {
	return { sourceTypeId, ...(sourceSubTypeId && { sourceSubTypeId }), sourceId };
}
