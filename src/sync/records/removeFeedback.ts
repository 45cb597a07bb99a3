import { applicationId } from '../../mapping/applicationToLinkedIn';
import type { Rejection } from '../../mapping/Rejection';
import { listReviews } from '../../smartrecruiters/reviews';
import { notDeleted, type Removal } from '../Deletion';
import { readApplicationPair } from '../people/readApplicationPair';
import type { SyncContext } from '../SyncContext';
import { errorToRejection } from '../toRejection';
import { deleteBelow } from './deleteBelow';

/** A review of which SmartRecruiters sent the event that it was deleted. */
export interface DeletedReview {
	reviewId: string;
	/** SmartRecruiters' UUID, or our own id. */
	applicationId: string;
}

/**
 * Deletes interview feedback at LinkedIn, where a read confirms that SmartRecruiters has the review no more. Where nobody
 * can tell now, it is parked, and asked again.
 */
export async function removeFeedback(
	context: SyncContext,
	review: DeletedReview,
): Promise<Removal> {
	const { smartRecruiters, sharing } = context;
	const nothing: Removal = { deletions: [], rejections: [] };
	if (!sharing.rules.reviews) return nothing;
	const pair = await readApplicationPair(smartRecruiters, review.applicationId);
	if (!('candidateId' in pair)) return { ...nothing, rejections: [feedbackLater(review, pair)] };
	const parent = applicationId(pair.candidateId, pair.jobId);
	try {
		const { content } = await listReviews(smartRecruiters, pair.candidateId, pair.jobId);
		if (content.some(({ id }) => id === review.reviewId)) return nothing;
	} catch (error) {
		const why = errorToRejection('application', parent, error);
		return { ...nothing, rejections: [feedbackLater(review, why)] };
	}
	return await deleteBelow(context, 'feedback', parent, [review.reviewId], 'deleted');
}

/** Feedback that may have to go, parked until it can be told. */
export function feedbackLater(
	{ reviewId, applicationId: parentId }: DeletedReview,
	{ code, detail = '' }: Pick<Rejection, 'code' | 'detail'>,
): Rejection {
	return notDeleted('feedback', `${parentId}/${reviewId}`, 'deleted', detail, { code });
}
