import { CursorError } from '../errors/CursorError';
import type { Page } from '../http/Page';
import { segment } from '../http/segment';
import type { Schema } from '../http/Schema';
import { getRecord } from './getRecord';
import { readList, readListPages } from './readList';
import { readPage, type SmartRecruitersList } from './readPage';
import type { Query, SmartRecruitersApi } from './SmartRecruitersApi';
import {
	JobAdSchema,
	JobDetailsSchema,
	JobListItemSchema,
	JobStateSchema,
	PostingSchema,
	type SrJobAd,
	type SrJobDetails,
	type SrJobListItem,
	type SrJobState,
	WholeJobSchema,
} from './schemas';

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

export interface JobQuery {
	updatedAfterMs?: number | undefined;
	lastActivityAfterMs?: number | undefined;
	statuses?: readonly string[];
	/** Labels, exactly as SmartRecruiters has them. */
	departments?: readonly string[];
	limit?: number;
}

/** §4.1; the cursor needs `sort=job_id`. */
function jobList(query: Query): SmartRecruitersList<SrJobListItem> {
	return {
		kind: 'job',
		path: '/jobs',
		endpoint: '/jobs',
		schema: JobListItemSchema,
		query: { ...query, sort: 'job_id' },
	};
}

function jobQuery(query: JobQuery): Query {
	const { updatedAfterMs, lastActivityAfterMs, statuses, departments, limit = 100 } = query;
	const iso = (ms: number | undefined): string | undefined =>
		ms === undefined ? undefined : new Date(ms).toISOString();
	return {
		limit,
		updatedAfter: iso(updatedAfterMs),
		lastActivityAfter: iso(lastActivityAfterMs),
		statuses,
		department: departments,
	};
}

/**
 * One page of at most 100 jobs (§4.1). A loop over pages needs a `PageGuard`, or is `readJobs`.
 *
 * @throws CursorError when the cursor is no longer valid, or leads back to the same page
 */
export async function listJobs(
	api: SmartRecruitersApi,
	{ pageId, ...query }: JobQuery & { pageId?: string | undefined },
): Promise<Page<SrJobListItem>> {
	const page = await readPage(api, jobList(jobQuery(query)), pageId);
	if (!page) return { content: [], malformed: [], ids: [] };
	if (pageId !== undefined && page.nextPageId === pageId)
		throw new CursorError('SmartRecruiters', 'GET /jobs', 'cursor repeated');
	return page;
}

/** All pages of jobs (§4.1). @throws CursorError when they do not come to an end */
export function readJobs(
	api: SmartRecruitersApi,
	query: JobQuery = {},
): AsyncGenerator<Page<SrJobListItem>> {
	return readListPages(api, jobList(jobQuery(query)));
}

/**
 * Details, default ad and first publication of a job (§4.2, §4.5).
 *
 * @returns `undefined` when the job is not visible now: no proof of a deletion (see `getRecord`)
 * @throws RecordRefusedError, ResponseSchemaError: this job is parked, the others go on
 */
export async function getJob(
	api: SmartRecruitersApi,
	item: SrJobListItem,
): Promise<SrJob | undefined> {
	const [details, ads] = await Promise.all([
		getJobAs(api, item.id, JobDetailsSchema),
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
		getJobAs(api, jobId, WholeJobSchema),
		listAds(api, jobId),
	]);
	return whole && (await complete(api, whole, whole, ads));
}

/** What the list of jobs says of one job (§4.2), in one request; `undefined` when it is not visible now. */
export async function getJobItem(
	api: SmartRecruitersApi,
	jobId: string,
): Promise<SrJobListItem | undefined> {
	return await getJobAs(api, jobId, WholeJobSchema);
}

/** Title and state of one job (§4.2); `undefined` when it is not visible now. */
export async function getJobState(
	api: SmartRecruitersApi,
	jobId: string,
): Promise<SrJobState | undefined> {
	return await getJobAs(api, jobId, JobStateSchema);
}

async function getJobAs<T>(
	api: SmartRecruitersApi,
	jobId: string,
	schema: Schema<T>,
): Promise<T | undefined> {
	return await getRecord(api, {
		kind: 'job',
		recordId: jobId,
		path: pathOf(jobId),
		endpoint: '/jobs/{id}',
		schema,
	});
}

function pathOf(jobId: string): string {
	return `/jobs/${segment(jobId)}`;
}

async function listAds(api: SmartRecruitersApi, jobId: string): Promise<SrJobAd[]> {
	const ads = await readList(api, {
		kind: 'jobAd',
		owner: { kind: 'job', recordId: jobId },
		path: `${pathOf(jobId)}/jobads`,
		endpoint: '/jobs/{id}/jobads',
		schema: JobAdSchema,
		absentOn: [404],
	});
	return ads?.content ?? [];
}

async function complete(
	api: SmartRecruitersApi,
	item: SrJobListItem,
	details: SrJobDetails,
	ads: readonly SrJobAd[],
): Promise<SrJob> {
	const ad = ads.find((one) => one.default) ?? ads[0];
	const postings =
		ad?.id === undefined
			? undefined
			: await readList(api, {
					kind: 'posting',
					owner: { kind: 'job', recordId: item.id },
					path: `${pathOf(item.id)}/jobads/${segment(ad.id)}/postings`,
					endpoint: '/jobs/{id}/jobads/{adId}/postings',
					schema: PostingSchema,
					idOf: () => undefined,
					query: { activeOnly: false },
					absentOn: [404],
				});
	const published = (postings?.content ?? []).flatMap(({ publishedOn }) => publishedOn ?? []);
	return {
		item,
		details,
		...(ad && { ad }),
		...(published.length > 0 && { publishedAtMs: Math.min(...published) }),
	};
}

/** Jobs that take people, by words of their title (§4.1); one page of at most 50. */
export async function searchJobs(
	api: SmartRecruitersApi,
	text: string,
	pageId?: string,
): Promise<Page<SrJobListItem>> {
	const list = jobList({ q: text || undefined, limit: 50, statuses: OPEN_JOB_STATUSES });
	return (await readPage(api, list, pageId)) ?? { content: [], malformed: [], ids: [] };
}
