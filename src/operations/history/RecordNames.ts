import type { DeletedReview } from '../../sync/records/removeFeedback';

/** An item as SmartRecruiters Trigger gives it, or with ids alone. */
export interface RecordItem {
	/** SmartRecruiters' name, for example `candidate.deleted`; empty when it is no event. */
	event: string;
	candidateId: string;
	/** SmartRecruiters' UUID, or `candidateId_jobId`. */
	applicationId: string;
	jobId: string;
	reviewId: string;
	/** When SmartRecruiters sent the event, epoch milliseconds; absent when it did not say. */
	sentAtMs?: number;
}

/** Which records are meant, each once. */
export interface RecordNames {
	candidateIds: readonly string[];
	applicationIds: readonly string[];
	jobIds: readonly string[];
	/** Candidate → when SmartRecruiters sent the event that they were deleted; epoch milliseconds. */
	reportedDeleted: ReadonlyMap<string, number | undefined>;
	deletedReviews: readonly DeletedReview[];
}

/** Of several events of one record it does not matter which came last: what is sent is what SmartRecruiters says now. */
export function toRecordNames(items: readonly RecordItem[]): RecordNames {
	const candidateIds = new Set<string>();
	const applicationIds = new Set<string>();
	const jobIds = new Set<string>();
	const reportedDeleted = new Map<string, number | undefined>();
	const deletedReviews: DeletedReview[] = [];
	for (const { event, candidateId, applicationId, jobId, reviewId, sentAtMs } of items) {
		const [subject = ''] = event.split('.');
		if (event === 'candidate.deleted' && candidateId !== '')
			reportedDeleted.set(candidateId, sentAtMs);
		if (event === 'review.deleted' && reviewId !== '' && applicationId !== '')
			deletedReviews.push({ reviewId, applicationId });
		if (candidateId !== '') candidateIds.add(candidateId);
		else if (applicationId !== '') applicationIds.add(applicationId);
		const isJob = subject === 'job' || (event === '' && candidateId + applicationId === '');
		if (isJob && jobId !== '') jobIds.add(jobId);
	}
	return {
		candidateIds: [...candidateIds],
		applicationIds: [...applicationIds],
		jobIds: [...jobIds],
		reportedDeleted,
		deletedReviews,
	};
}
