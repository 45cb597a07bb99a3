import { CursorError } from '../errors/CursorError';
import type { SmartRecruitersApi } from './SmartRecruitersApi';
import {
	JobAdsSchema,
	JobDetailsSchema,
	JobListItemSchema,
	JobStateSchema,
	type Page,
	pageOf,
	PostingsSchema,
	type SrJobAd,
	type SrJobDetails,
	type SrJobListItem,
	type SrJobState,
} from './schemas';

const PageSchema = pageOf(JobListItemSchema);

/** Statuses of jobs that are over (SmartRecruiters reference, appendix C). */
export const CLOSED_JOB_STATUSES = ['FILLED', 'CANCELLED'] as const;

/** A job with everything that LinkedIn wants to know. */
export interface SrJob {
	item: SrJobListItem;
	details: SrJobDetails;
	/** The default ad, if there is any. */
	ad?: SrJobAd;
	/** Epoch milliseconds of the ad's first publication. */
	publishedAtMs?: number;
}

/**
 * One page of at most 100 jobs (§4.1); the cursor needs `sort=job_id`.
 *
 * @throws CursorError when the cursor is no longer valid, or leads back to the same page
 */
export async function listJobs(
	api: SmartRecruitersApi,
	query: {
		pageId?: string | undefined;
		updatedAfterMs?: number | undefined;
		lastActivityAfterMs?: number | undefined;
		statuses?: readonly string[];
		limit?: number;
	},
): Promise<Page<SrJobListItem>> {
	const { pageId, updatedAfterMs, lastActivityAfterMs, statuses, limit = 100 } = query;
	const iso = (ms: number | undefined): string | undefined =>
		ms === undefined ? undefined : new Date(ms).toISOString();
	const page = await api.get(
		'/jobs',
		'/jobs',
		PageSchema,
		{
			limit,
			sort: 'job_id',
			pageId,
			updatedAfter: iso(updatedAfterMs),
			lastActivityAfter: iso(lastActivityAfterMs),
			statuses,
		},
		pageId ? [400, 404] : [],
	);
	if (!page || (pageId && page.nextPageId === pageId)) {
		throw new CursorError('SmartRecruiters', 'GET /jobs');
	}
	return page;
}

/** Details, default ad and first publication of a job (§4.2, §4.5); `undefined` when the job is gone. */
export async function getJob(
	api: SmartRecruitersApi,
	item: SrJobListItem,
): Promise<SrJob | undefined> {
	const path = `/jobs/${encodeURIComponent(item.id)}`;
	const [details, ads] = await Promise.all([
		api.get(path, '/jobs/{id}', JobDetailsSchema, {}, [404]),
		api.get(`${path}/jobads`, '/jobs/{id}/jobads', JobAdsSchema, {}, [404]),
	]);
	if (!details) return undefined;
	const ad = ads?.find((one) => one.default) ?? ads?.[0];
	const postings = ad
		? await api.get(
				`${path}/jobads/${encodeURIComponent(ad.id)}/postings`,
				'/jobs/{id}/jobads/{adId}/postings',
				PostingsSchema,
				{ activeOnly: false },
				[404],
			)
		: undefined;
	const published = (postings ?? []).flatMap(({ publishedOn }) => publishedOn ?? []);
	return {
		item,
		details,
		...(ad && { ad }),
		...(published.length > 0 && { publishedAtMs: Math.min(...published) }),
	};
}

/** Title and state of one job (§4.2); `undefined` when it is gone, or may not be seen. */
export async function getJobState(
	api: SmartRecruitersApi,
	jobId: string,
): Promise<SrJobState | undefined> {
	const path = `/jobs/${encodeURIComponent(jobId)}`;
	return await api.get(path, '/jobs/{id}', JobStateSchema, {}, [404]);
}
