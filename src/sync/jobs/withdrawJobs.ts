import { getJobStatus, submitJobs } from '../../linkedin/jobPostings';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import type { DeletionReason } from '../../state/Deletions';
import { notDeleted, type Removal } from '../Deletion';
import type { SyncContext } from '../SyncContext';

/** Closing a job that is closed or unknown (LinkedIn reference §4.3): nothing is left to do. */
const ALREADY_CLOSED = 409;

/**
 * Closes jobs that LinkedIn holds open, without a word about them: LinkedIn deletes no jobs (LinkedIn reference §12). At
 * most 100.
 */
export async function withdrawJobs(
	{ linkedIn, effects }: SyncContext,
	jobIds: readonly string[],
	reason: DeletionReason,
): Promise<Removal> {
	const removal: Removal = { deletions: [], rejections: [] };
	if (jobIds.length === 0) return removal;
	const known = await getJobStatus(linkedIn, jobIds);
	const nowMs = effects.now();
	const outcomes = await submitJobs(
		linkedIn,
		jobIds
			.filter((id) => !known || known.get(id) === 'open')
			.map((id) => ({ job: withdrawnJob(id, nowMs), operation: 'CLOSE' })),
	);
	for (const outcome of outcomes) {
		const { externalJobPostingId: recordId } = outcome;
		if ('taskUrn' in outcome) {
			removal.deletions.push({
				kind: 'job',
				recordId,
				reason,
				proof: `LinkedIn took the closing: ${outcome.taskUrn}`,
				found: true,
				deletedAtMs: nowMs,
			});
		} else if (outcome.status !== ALREADY_CLOSED) {
			removal.rejections.push(notDeleted('job', recordId, reason, `status ${outcome.status}`));
		}
	}
	return removal;
}
