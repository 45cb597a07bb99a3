import { type ExportedCandidate, fetchExportedCandidates } from '../../linkedin/exportedCandidates';
import type { ExportReviewCode, ExportWarning } from '../../mapping/ExportReview';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { NamedExport } from '../../mapping/exportToCandidate';
import { isPlaceholderEmail } from '../../mapping/placeholderEmail';
import { isClosed } from '../../mapping/jobToLinkedIn';
import { getCandidate } from '../../smartrecruiters/candidates';
import { getJobState } from '../../smartrecruiters/jobs';
import type { SrCandidateDetails, SrJobState } from '../../smartrecruiters/schemas';
import { findSource, getSource, type Source } from '../../smartrecruiters/sources';
import { connect, type Connection } from '../connect';
import { completeApplication, completeCandidate } from './completeCandidate';
import type { ExportDecision, ExportOptions, ExportRun } from './ExportRun';
import { type FoundBy, findCandidate } from './findCandidate';
import { NeedsReview } from './NeedsReview';
import { addApplication, assignmentOn, createCandidate } from './putOnJob';
import { checkLink, syncBack } from './syncBack';

/** The source that applications carry unless the user chose another (SmartRecruiters reference §11.3). */
export const DEFAULT_SOURCE_LABEL = 'LinkedIn';

export interface ExportInput {
	/** What the push named. */
	requestId: string;
	/** The export, if it was fetched before; else LinkedIn is asked with the request id. */
	exported?: ExportedCandidate;
	/** Who the person is, if that is known (`rsc_people`). */
	knownCandidateId?: string;
	/** Epoch milliseconds of an earlier attempt whose end nobody knows. */
	attemptedAtMs?: number;
	decision?: ExportDecision;
	options: ExportOptions;
	/** How long this may take, in milliseconds. */
	timeLimitMs: number;
}

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
	/** What a later try needs; holds the person's names. Absent when LinkedIn gave nothing. */
	exported?: ExportedCandidate;
}

export type ExportOutcome = ExportedOutcome | ReviewOutcome;

/**
 * Brings whom a recruiter exported into SmartRecruiters, on the chosen job, once, and back to LinkedIn with the member
 * attached (LinkedIn reference §7). Every step looks before it writes: repeating after a failure or a kill goes on where
 * it stopped. Two runs for one person must not overlap.
 *
 * @returns one outcome for each person in the export; one for an export that LinkedIn does not know
 * @throws ConnectorError, PauseSignal when it did not come to an end: repeat with `attemptedAtMs`
 */
export async function exportCandidate(
	connection: Connection,
	input: ExportInput,
): Promise<ExportOutcome[]> {
	const { effects } = connection;
	const clients = connect(connection, effects.now() + input.timeLimitMs);
	const elements = input.exported
		? [input.exported]
		: await fetchExportedCandidates(clients.linkedIn, input.requestId);
	if (elements.length === 0) return [{ kind: 'review', code: 'EXPIRED', candidateIds: [] }];
	const outcomes: ExportOutcome[] = [];
	for (const exported of elements) {
		const run: ExportRun = {
			linkedIn: clients.linkedIn,
			smartRecruiters: clients.smartRecruiters,
			effects,
			options: input.options,
			warnings: new Set(),
			...(input.knownCandidateId &&
				elements.length === 1 && { knownCandidateId: input.knownCandidateId }),
			...(input.attemptedAtMs !== undefined && { attemptedAtMs: input.attemptedAtMs }),
			...(input.decision && { decision: input.decision }),
		};
		outcomes.push(await exportOne(run, exported, connection.linkedIn.settings.organizationUrn));
	}
	return outcomes;
}

async function exportOne(
	run: ExportRun,
	exported: ExportedCandidate,
	organizationUrn: string,
): Promise<ExportOutcome> {
	try {
		return await carryOut(run, exported, organizationUrn);
	} catch (error) {
		if (!(error instanceof NeedsReview)) throw error;
		const { code, detail, candidateIds } = error;
		// Somebody else's export is not kept.
		return {
			kind: 'review',
			code,
			candidateIds,
			...(detail && { detail }),
			...(code !== 'OTHER_CUSTOMER' && { exported }),
		};
	}
}

async function carryOut(
	run: ExportRun,
	exported: ExportedCandidate,
	organizationUrn: string,
): Promise<ExportedOutcome> {
	const { smartRecruiters } = run;
	if (exported.organizationUrn !== organizationUrn) throw new NeedsReview('OTHER_CUSTOMER');
	const job = await chosenJob(run, exported);
	const { person } = exported;
	if (!person) throw new NeedsReview('NO_PERSON');
	const named: NamedExport = { ...exported, person };
	const found = await findCandidate(run, named, job.id);
	if (found) await checkLink(run, found.candidate.id, person);

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
	await syncBack(run, complete, job.id, person);
	const label = assignmentOn(complete, job.id)?.source;
	return {
		kind: 'exported',
		person: person,
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
	const jobId = run.options.jobId ?? exported.jobId;
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
	await checkLink(run, made.id, named.person);
	return assignmentOn(made, jobId)
		? made
		: await addApplication(run, made, jobId, detailsOf(source));
}

async function sourceOf(run: ExportRun): Promise<Source> {
	const { sourceKey } = run.options;
	const found = sourceKey
		? await getSource(run.smartRecruiters, sourceKey)
		: await findSource(run.smartRecruiters, DEFAULT_SOURCE_LABEL);
	if (!found) throw new NeedsReview('NO_SOURCE', [], sourceKey ?? DEFAULT_SOURCE_LABEL);
	return found;
}

function detailsOf({ sourceTypeId, sourceSubTypeId, sourceId }: Source) {
	return { sourceTypeId, ...(sourceSubTypeId && { sourceSubTypeId }), sourceId };
}
