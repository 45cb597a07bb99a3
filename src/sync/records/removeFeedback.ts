import { batchDelete } from '../../linkedin/batchDelete';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { listReviews } from '../../smartrecruiters/reviews';
import { type Removal, toRemoval } from '../Deletion';
import { readApplicationPair } from '../people/readApplicationPair';
import type { SyncContext } from '../SyncContext';
import { errorToRejection } from '../toRejection';

/** A review of which SmartRecruiters sent the event that it was deleted. */
export interface DeletedReview {
	reviewId: string;
	/** SmartRecruiters' UUID, or our own id. */
	applicationId: string;
}

/** Deletes interview feedback at LinkedIn, where a read confirms that SmartRecruiters has the review no more. */
export async function removeFeedback(
	{ smartRecruiters, linkedIn, sharing, effects }: SyncContext,
	{ reviewId, applicationId: given }: DeletedReview,
): Promise<Removal> {
	const nothing: Removal = { deletions: [], rejections: [] };
	if (!sharing.rules.reviews) return nothing;
	const pair = await readApplicationPair(smartRecruiters, given);
	// What hung below an application went with it.
	if (!('candidateId' in pair)) return nothing;
	const parent = applicationId(pair.candidateId, pair.jobId);
	try {
		const { content } = await listReviews(smartRecruiters, pair.candidateId, pair.jobId);
		if (content.some(({ id }) => id === reviewId)) return nothing;
	} catch (error) {
		return { ...nothing, rejections: [errorToRejection('application', parent, error)] };
	}
	const statuses = await batchDelete(linkedIn, 'interviewFeedback', 'feedbackId', [
		{ id: reviewId, keyParts: { applicationId: parent } },
	]);
	return toRemoval('feedback', statuses, 'deleted', effects.now());
}
