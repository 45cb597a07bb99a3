import { z } from 'zod';
import { id, text, time } from './fields';
import { readList, type WholeList } from './readList';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const BASE = '/reviews-api/v201910/reviews';

/** SmartRecruiters reference §8. */
const ReviewSchema = z.object({
	id,
	candidateId: id,
	jobId: id,
	reviewerId: text,
	overallRating: text.transform((value) => {
		const rating = Number(value);
		return value !== undefined && Number.isFinite(rating) ? rating : undefined;
	}),
	comment: text,
	createdOn: time,
});
export type SrReview = z.infer<typeof ReviewSchema>;

/** The reviews of one application; none when it is not visible now. @throws RecordRefusedError, ResponseSchemaError */
export async function listReviews(
	api: SmartRecruitersApi,
	candidateId: string,
	jobId: string,
): Promise<WholeList<SrReview>> {
	const found = await readList(api, {
		kind: 'review',
		owner: { kind: 'application', recordId: `${candidateId}_${jobId}` },
		path: BASE,
		endpoint: BASE,
		schema: ReviewSchema,
		query: { candidateId, jobId },
		absentOn: [404],
	});
	return found ?? { content: [], malformed: [] };
}
