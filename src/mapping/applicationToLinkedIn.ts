import type { ApplicationRecord, LiStage } from '../linkedin/applications';
import type { LiCandidate } from '../linkedin/candidates';
import type { SrAssignment, SrStatusChange } from '../smartrecruiters/schemas';

/** SmartRecruiters' statuses as people read them (SmartRecruiters reference, appendix C). */
const STATUS_LABELS: Readonly<Record<string, string>> = {
	LEAD: 'Lead',
	NEW: 'New',
	IN_REVIEW: 'In Review',
	INTERVIEW: 'Interview',
	OFFERED: 'Offered',
	HIRED: 'Hired',
	REJECTED: 'Rejected',
	WITHDRAWN: 'Withdrawn',
	TRANSFERRED: 'Transferred',
};

/**
 * Our id of an application at LinkedIn: SmartRecruiters knows it as the pair (SmartRecruiters reference §6.1), and
 * LinkedIn wants ids of `[A-Za-z0-9_-]` (LinkedIn reference §14.4).
 */
export function applicationId(candidateId: string, jobId: string): string {
	return `${candidateId}_${jobId}`;
}

/** `In Review - Recruiter screen`. */
export function stageLabel(status: string, subStatus?: string): string {
	const label = STATUS_LABELS[status] ?? status;
	return subStatus ? `${label} - ${subStatus}` : label;
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
	const title = assignment.job.title?.trim();
	if (!title) return undefined;
	const times = history.map((change) => change.changedOn);
	const [email] = candidate.emailAddresses;
	const disposition = assignment.reasonOfRejection?.label ?? assignment.reasonOfWithdrawal?.label;
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
			...(assignment.source && { source: assignment.source }),
			...(disposition && { dispositionReason: disposition }),
		},
	};
}

/** Status changes as stages; the id makes a repeated write land on the same stage. */
export function historyToStages(history: readonly SrStatusChange[]): LiStage[] {
	return history.map(({ changedOn, status, subStatus }) => ({
		stageId: `${changedOn}-${status}`,
		atsCreatedAt: changedOn,
		stage: stageLabel(status, subStatus),
	}));
}
