import type { LiFeedback } from '../linkedin/subRecords';
import type { SrReview } from '../smartrecruiters/reviews';
import { presentText } from './presentText';

/** Who wrote something; LinkedIn wants both names, or neither. */
export interface Author {
	firstName: string;
	lastName: string;
}

/** A review as interview feedback (LinkedIn reference §6.2). What kind of interview it was, SmartRecruiters does not tell. */
export function reviewToFeedback(review: SrReview, reviewer?: Author): LiFeedback {
	const comment = presentText(review.comment);
	return {
		atsCreatedAt: review.createdOn,
		...(reviewer && { interviewer: reviewer }),
		...(review.overallRating !== undefined && {
			evaluations: [{ attribute: 'Overall rating', result: String(review.overallRating) }],
		}),
		...(comment && { feedback: comment }),
	};
}
