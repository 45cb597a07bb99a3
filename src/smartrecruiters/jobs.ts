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
	WholeJobSchema,
} from './schemas';

const PageSchema = pageOf(JobListItemSchema);

/** Statuses of jobs that are over (SmartRecruiters reference, appendix C). */
export const CLOSED_JOB_STATUSES = ['FILLED', 'CANCELLED'] as const;

/** Statuses of jobs that take people. */
const OPEN_JOB_STATUSES = ['CREATED', 'SOURCING', 'INTERVIEW', 'OFFER', 'ON_HOLD'] as const;

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
		/** Labels. */
		departments?: readonly string[];
		limit?: number;
	},
): Promise<Page<SrJobListItem>> {
	const { pageId, updatedAfterMs, lastActivityAfterMs, statuses, departments, limit = 100 } = query;
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
			department: departments,
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
	const [details, ads] = await Promise.all([
		api.get(pathOf(item.id), '/jobs/{id}', JobDetailsSchema, {}, [404]),
		listAds(api, item.id),
	]);
	return details && (await complete(api, item, details, ads));
}

/** The same by id alone. */
export async function getJobById(
	api: SmartRecruitersApi,
	jobId: string,
): Promise<SrJob | undefined> {
	const [whole, ads] = await Promise.all([
		api.get(pathOf(jobId), '/jobs/{id}', WholeJobSchema, {}, [404]),
		listAds(api, jobId),
	]);
	return whole && (await complete(api, whole, whole, ads));
}

function pathOf(jobId: string): string {
	return `/jobs/${encodeURIComponent(jobId)}`;
}

async function listAds(api: SmartRecruitersApi, jobId: string): Promise<SrJobAd[] | undefined> {
	return await api.get(`${pathOf(jobId)}/jobads`, '/jobs/{id}/jobads', JobAdsSchema, {}, [404]);
}

async function complete(
	api: SmartRecruitersApi,
	item: SrJobListItem,
	details: SrJobDetails,
	ads: readonly SrJobAd[] | undefined,
): Promise<SrJob> {
	const ad = ads?.find((one) => one.default) ?? ads?.[0];
	const postings = ad
		? await api.get(
				`${pathOf(item.id)}/jobads/${encodeURIComponent(ad.id)}/postings`,
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

/** Jobs that take people, by words of their title (§4.1); one page of at most 50. */
export async function searchJobs(
	api: SmartRecruitersApi,
	text: string,
	pageId?: string,
): Promise<Page<SrJobListItem>> {
	const page = await api.get('/jobs', '/jobs', PageSchema, {
		q: text || undefined,
		limit: 50,
		sort: 'job_id',
		pageId,
		statuses: OPEN_JOB_STATUSES,
	});
	return page ?? { content: [] };
}
