import { randomUUID } from '../core/chance';
import { z } from 'zod';
import type { CompanyReview } from '../company/entities';
import { iso } from './paging';
import { badRequest, problem } from './problems';
import type { SrCall, SrRoute } from './SrRoute';

const BASE = '/reviews-api/v201910';
const InputSchema = z.object({
	candidateId: z.string(),
	jobId: z.string(),
	reviewerId: z.string(),
	overallRating: z.number(),
	comment: z.string().default(''),
});

/** Reviews (SmartRecruiters reference §8): a bare list, with an author each. */
export function reviewRoutes(): SrRoute[] {
	return [
		{
			method: 'GET',
			path: `${BASE}/reviews`,
			scope: 'reviews_read',
			handle: ({ context, query }) =>
				[...context.live.reviews.values()]
					.filter(
						({ candidateId, jobId }) =>
							(query.get('candidateId') ?? candidateId) === candidateId &&
							(query.get('jobId') ?? jobId) === jobId,
					)
					.map(item),
		},
		{
			method: 'POST',
			path: `${BASE}/reviews`,
			scope: 'reviews_write',
			status: 201,
			handle: ({ context, body }) => {
				const parsed = InputSchema.safeParse(body);
				if (!parsed.success) throw badRequest('The review is not valid');
				const nowMs = context.clock.now();
				const review = { id: randomUUID(), ...parsed.data, createdOn: nowMs, updatedOn: nowMs };
				context.live.putReview(review, nowMs);
				return item(review);
			},
		},
		{
			method: 'GET',
			path: `${BASE}/reviews/:reviewId`,
			scope: 'reviews_read',
			handle: (call) => item(find(call)),
		},
		{
			method: 'PATCH',
			path: `${BASE}/reviews/:reviewId`,
			scope: 'reviews_write',
			status: 201,
			handle: (call) => {
				const parsed = InputSchema.partial().safeParse(call.body ?? {});
				if (!parsed.success) throw badRequest('The review is not valid');
				const nowMs = call.context.clock.now();
				const { overallRating, comment } = parsed.data;
				call.context.live.putReview(
					{
						...find(call),
						...(overallRating !== undefined && { overallRating }),
						...(comment !== undefined && { comment }),
						updatedOn: nowMs,
					},
					nowMs,
				);
				return {};
			},
		},
		{
			method: 'DELETE',
			path: `${BASE}/reviews/:reviewId`,
			scope: 'reviews_write',
			status: 204,
			handle: (call) => {
				call.context.live.deleteReview(find(call).id, call.context.clock.now());
			},
		},
	];
}

function find({ context, params }: SrCall): CompanyReview {
	const review = context.live.reviews.get(params.reviewId ?? '');
	if (!review) throw problem(404, 'REVIEW_NOT_FOUND', 'Review not found');
	return review;
}

function item(review: CompanyReview) {
	return { ...review, createdOn: iso(review.createdOn), updatedOn: iso(review.updatedOn) };
}
