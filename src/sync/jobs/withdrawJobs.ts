import type { HeldRecords } from '../../linkedin/HeldRecords';
import { getJobStatus, submitJobs } from '../../linkedin/jobPostings';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import type { Rejection } from '../../mapping/Rejection';
import type { DeletionReason } from '../../state/Deletions';
import { notDeleted, type Removal } from '../Deletion';
import type { SyncContext } from '../SyncContext';

/** Closing a job that is closed or unknown (LinkedIn reference §4.3): nothing is left to do. */
export const ALREADY_CLOSED = 409;

/** Whether LinkedIn holds a job open, or does not tell. One that it says it does not know is not named to it. */
export function mayBeOpen(
	known: HeldRecords<'open' | 'closed'> | undefined,
	jobId: string,
): boolean {
	return !known || known.unknown.has(jobId) || known.get(jobId) === 'open';
}

/** A job of which LinkedIn does not tell whether it knows it: then nobody can say how to send it. */
export function statusNotTold(recordId: string): Rejection {
	return { kind: 'job', recordId, code: 'LINKEDIN_BUSY', detail: 'not told whether it knows it' };
}

/**
 * Closes jobs that LinkedIn holds open, or may hold open, without a word about them: LinkedIn deletes no jobs (LinkedIn
 * reference §12). At most 100.
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
