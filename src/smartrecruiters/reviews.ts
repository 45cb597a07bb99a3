import { z } from 'zod';
import { time } from './schemas';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const BASE = '/reviews-api/v201910/reviews';

/** SmartRecruiters reference §8. */
const ReviewSchema = z.object({
	id: z.string(),
	candidateId: z.string(),
	jobId: z.string(),
	reviewerId: z.string().optional(),
	overallRating: z
		.number()
		.nullish()
		.transform((value) => value ?? undefined),
	comment: z
		.string()
		.nullish()
		.transform((value) => value ?? undefined),
	createdOn: time,
});
export type SrReview = z.infer<typeof ReviewSchema>;

/** The reviews of one application; none when it is gone. */
export async function listReviews(
	api: SmartRecruitersApi,
	candidateId: string,
	jobId: string,
): Promise<SrReview[]> {
	const found = await api.get(BASE, BASE, z.array(ReviewSchema), { candidateId, jobId }, [404]);
	return found ?? [];
}

/** `undefined` when it was deleted. */
export async function getReview(
	api: SmartRecruitersApi,
	reviewId: string,
): Promise<SrReview | undefined> {
	const path = `${BASE}/${encodeURIComponent(reviewId)}`;
	return await api.get(path, `${BASE}/{id}`, ReviewSchema, {}, [404]);
}
