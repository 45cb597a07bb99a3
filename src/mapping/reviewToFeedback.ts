import type { LiFeedback } from '../linkedin/subRecords';
import type { SrReview } from '../smartrecruiters/reviews';

/** Who wrote something; LinkedIn wants both names, or neither. */
export interface Author {
	firstName: string;
	lastName: string;
}

/** A review as interview feedback (LinkedIn reference §6.2). What kind of interview it was, SmartRecruiters does not tell. */
export function reviewToFeedback(review: SrReview, reviewer?: Author): LiFeedback {
	return {
		atsCreatedAt: review.createdOn,
		...(reviewer && { interviewer: reviewer }),
		...(review.overallRating !== undefined && {
			evaluations: [{ attribute: 'Overall rating', result: String(review.overallRating) }],
		}),
		...(review.comment && { feedback: review.comment }),
	};
}
