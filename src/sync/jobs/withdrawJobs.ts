import { getJobStatus, submitJobs } from '../../linkedin/jobPostings';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import type { Rejection } from '../../mapping/Rejection';
import type { DeletionReason } from '../../state/Deletions';
import { notDeleted, type Removal } from '../Deletion';
import type { SyncContext } from '../SyncContext';
import { mayBeOpen } from './mayBeOpen';
import { forgetClosed, sentJobs } from './sentJobs';

/** Closing a job that is closed or unknown (LinkedIn reference §4.3): nothing is left to do. */
export const ALREADY_CLOSED = 409;

/** A job of which LinkedIn does not tell whether it knows it: then nobody can say how to send it. */
export function statusUnknown(recordId: string): Rejection {
	return {
		kind: 'job',
		recordId,
		code: 'LINKEDIN_BUSY',
		detail: 'LinkedIn did not say whether it has the job',
	};
}

/**
 * Closes jobs that LinkedIn holds open, or may hold open, without a word about them: LinkedIn deletes no jobs (LinkedIn
 * reference §12). A job that LinkedIn was never sent is not named to it. At most 100.
 *
 * @param areKnown LinkedIn was sent these at some time, or a person names them: what is remembered of them does not matter
 */
export async function withdrawJobs(
	context: SyncContext,
	wanted: readonly string[],
	reason: DeletionReason,
	areKnown = reason === 'onRequest',
): Promise<Removal> {
	const { linkedIn, effects, sent } = context;
	const removal: Removal = { deletions: [], rejections: [] };
	const jobIds = areKnown ? wanted : await sentJobs(context, wanted);
	if (jobIds.length === 0) return removal;
	const known = await getJobStatus(linkedIn, jobIds);
	forgetClosed(context, known, jobIds);
	const nowMs = effects.now();
	const outcomes = await submitJobs(
		linkedIn,
		jobIds
			.filter((id) => mayBeOpen(known, id))
			.map((id) => ({ job: withdrawnJob(id, nowMs), operation: 'CLOSE' })),
	);
	for (const outcome of outcomes) {
		const { externalJobPostingId: recordId } = outcome;
		if ('taskUrn' in outcome) {
			removal.deletions.push({
				kind: 'job',
				recordId,
				reason,
				proof: `LinkedIn accepted the closing: ${outcome.taskUrn}`,
				found: true,
				deletedAtMs: nowMs,
			});
		} else if (outcome.status === ALREADY_CLOSED) {
			sent.jobsGone([recordId], nowMs);
		} else {
			removal.rejections.push(notDeleted('job', recordId, reason, `status ${outcome.status}`));
		}
	}
	return removal;
}
