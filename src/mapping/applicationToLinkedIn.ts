import { createHash } from 'node:crypto';
import type { ApplicationRecord, LiStage } from '../linkedin/applications';
import type { LiCandidate } from '../linkedin/candidates';
import type { SrAssignment, SrStatusChange } from '../smartrecruiters/schemas';
import { jobTitle } from './jobTitle';
import { cleanText, presentText } from './presentText';

/** SmartRecruiters' statuses as people read them (SmartRecruiters reference, appendix C). */
const STATUS_LABELS: ReadonlyMap<string, string> = new Map([
	['LEAD', 'Lead'],
	['NEW', 'New'],
	['IN_REVIEW', 'In Review'],
	['INTERVIEW', 'Interview'],
	['OFFERED', 'Offered'],
	['HIRED', 'Hired'],
	['REJECTED', 'Rejected'],
	['WITHDRAWN', 'Withdrawn'],
	['TRANSFERRED', 'Transferred'],
]);

/**
 * Our id of an application at LinkedIn: SmartRecruiters knows it as the pair (SmartRecruiters reference §6.1), and
 * LinkedIn wants ids of `[A-Za-z0-9_-]` (LinkedIn reference §14.4).
 */
export function applicationId(candidateId: string, jobId: string): string {
	return `${candidateId}_${jobId}`;
}

/** Whose application it is and to which job, by our id. */
export function partsOf(id: string): { candidateId: string; jobId: string } {
	const candidateId = id.split('_')[0] ?? '';
	return { candidateId, jobId: id.slice(candidateId.length + 1) };
}

/** `In Review - Recruiter screen`. */
export function stageLabel(status: string, subStatus?: string): string {
	const label = STATUS_LABELS.get(status) ?? cleanText(status) ?? 'Unknown';
	const detail = presentText(subStatus);
	return detail === undefined ? label : `${label} - ${detail}`;
}

/** What is known of an application; list pages know less than details. */
export type KnownAssignment = Pick<SrAssignment, 'job'> & Partial<SrAssignment>;

/**
 * An application with its candidate's name and e-mail, as LinkedIn wants it; `undefined` when the job has no title.
 *
 * @param history empty when it was not read: then the candidate's own times stand in
 */
export function applicationToLinkedIn(
	candidateId: string,
	candidate: LiCandidate,
	assignment: KnownAssignment,
	history: readonly SrStatusChange[],
): ApplicationRecord | undefined {
	const title = jobTitle(assignment.job.title);
	if (title === undefined) return undefined;
	const times = history.map((change) => change.changedOn);
	const [email] = candidate.emailAddresses;
	const disposition =
		presentText(assignment.reasonOfRejection?.label) ??
		presentText(assignment.reasonOfWithdrawal?.label);
	const source = presentText(assignment.source);
	return {
		id: applicationId(candidateId, assignment.job.id),
		fields: {
			atsCandidateId: candidateId,
			atsJobPostingId: assignment.job.id,
			atsJobPostingName: title,
			atsCreatedAt: times.length > 0 ? Math.min(...times) : candidate.atsCreatedAt,
			atsLastModifiedAt: times.length > 0 ? Math.max(...times) : candidate.atsLastModifiedAt,
			firstName: candidate.firstName,
			lastName: candidate.lastName,
			...(email && { candidateEmail: email }),
			...(source && { source }),
			...(disposition && { dispositionReason: disposition }),
		},
	};
}

/**
 * Status changes as stages; the id makes a repeated write land on the same stage, and tells sub-statuses of one moment
 * apart. Each stage is there once.
 */
export function historyToStages(history: readonly SrStatusChange[]): LiStage[] {
	const stages = new Map<string, LiStage>();
	for (const { changedOn, status, subStatus } of history) {
		const stageId = [
			String(changedOn),
			idPart(status),
			...(subStatus ? [digest(subStatus)] : []),
		].join('-');
		stages.set(stageId, { stageId, atsCreatedAt: changedOn, stage: stageLabel(status, subStatus) });
	}
	return [...stages.values()];
}

/** LinkedIn wants ids of these characters (LinkedIn reference §14.4); a status is a word of the vendor, mostly. */
function idPart(status: string): string {
	return /^[A-Za-z0-9_]{1,40}$/.test(status) ? status : digest(status);
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
