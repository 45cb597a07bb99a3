import type { CompanyJob } from '../company/entities';
import type { SandboxContext } from '../core/SandboxContext';
import { needJob } from './jobAccess';
import { iso, pageOf, readCursor, readLimit, readTime } from './paging';
import { isTooFresh } from './candidateRoutes';
import { badRequest, jobNotFound } from './problems';
import type { SrCall, SrRoute } from './SrRoute';

/** Jobs, ads and postings (SmartRecruiters reference §4). */
export function jobRoutes(context: SandboxContext): SrRoute[] {
	context.switches.define('sr§16.3 clamp limit', false);
	context.switches.define('sr§4.5 wrap job ads', false);
	// Not documented, as for candidates.
	context.switches.define('sr§4.2 read lag ms', 0);
	const scope = 'jobs_read';
	return [
		{ method: 'GET', path: '/jobs', scope, handle: listJobs },
		{
			method: 'GET',
			path: '/jobs/:jobId',
			scope,
			handle: (call) => {
				const job = needJob(call);
				if (isTooFresh(call, job.createdOn, 'sr§4.2 read lag ms')) throw jobNotFound();
				return details(job, call.context.baseUrl);
			},
		},
		{
			method: 'GET',
			path: '/jobs/:jobId/jobads',
			scope,
			handle: (call) => {
				const job = needJob(call);
				const ads = job.ad ? [adOf(job, job.ad)] : [];
				return call.context.switches.boolean('sr§4.5 wrap job ads') ? { content: ads } : ads;
			},
		},
		{
			method: 'GET',
			path: '/jobs/:jobId/jobads/:adId',
			scope,
			handle: (call) => {
				const job = needJob(call);
				if (job.ad?.id !== call.params.adId || !job.ad) throw jobNotFound();
				return adOf(job, job.ad);
			},
		},
		{
			method: 'GET',
			path: '/jobs/:jobId/jobads/:adId/postings',
			scope,
			handle: (call) => {
				const job = needJob(call);
				if (job.ad?.id !== call.params.adId || !job.ad) throw jobNotFound();
				const { publishedOn } = job.ad;
				const hidden =
					publishedOn === undefined || (over(job) && call.query.get('activeOnly') !== 'false');
				return {
					content: hidden
						? []
						: [
								{
									sourceName: 'Career site',
									type: 'PUBLIC',
									publishedOn: iso(publishedOn),
									...(over(job) && { unpublishedOn: iso(job.updatedOn) }),
								},
							],
				};
			},
		},
		{
			method: 'GET',
			path: '/jobs/:jobId/status/history',
			scope,
			handle: (call) => {
				const job = needJob(call);
				return { totalFound: 1, content: [{ changedOn: iso(job.updatedOn), status: job.status }] };
			},
		},
		{
			method: 'GET',
			path: '/jobs/:jobId/note',
			scope,
			handle: (call) => ({ content: `Note on ${needJob(call).refNumber}` }),
		},
	];
}

const over = (job: CompanyJob): boolean => job.status === 'FILLED' || job.status === 'CANCELLED';

function listJobs(call: SrCall): unknown {
	const { company } = call.context;
	const { query } = call;
	const limit = readLimit(call);
	if (query.has('pageId') && query.get('sort') !== 'job_id')
		throw badRequest('pageId needs sort=job_id');
	const from = query.has('pageId') ? readCursor(call) : Number(query.get('offset') ?? 0);
	const updatedAfter = readTime(call, 'updatedAfter');
	const activityAfter = readTime(call, 'lastActivityAfter');
	const statuses = query.getAll('statuses');
	const postingStatus = query.get('postingStatus');
	const departments = query.getAll('department');
	const matches = (job: CompanyJob): boolean =>
		(updatedAfter === undefined || job.updatedOn > updatedAfter) &&
		(activityAfter === undefined || job.lastActivityOn > activityAfter) &&
		(statuses.length === 0 || statuses.includes(job.status)) &&
		(postingStatus === null || job.postingStatus === postingStatus) &&
		(departments.length === 0 || departments.includes(job.department));
	const content: unknown[] = [];
	let totalFound = 0;
	let next: number | undefined;
	for (let position = 0; position < company.jobCount; position += 1) {
		const job = company.job(position);
		if (!matches(job)) continue;
		totalFound += 1;
		if (position < from) continue;
		if (content.length < limit) content.push(item(job, call.context.baseUrl));
		else next ??= position;
	}
	return pageOf(call, '/jobs', { fields: { limit, offset: 0, totalFound }, content, next });
}

function item(job: CompanyJob, baseUrl: string) {
	const { remote, ...place } = job.location;
	return {
		id: job.id,
		title: job.title,
		refNumber: job.refNumber,
		createdOn: iso(job.createdOn),
		updatedOn: iso(job.updatedOn),
		lastActivityOn: iso(job.lastActivityOn),
		department: { id: job.department.toLowerCase(), label: job.department, description: '' },
		location: { ...place, latitude: '0.0', longitude: '0.0', manual: false, remote },
		status: job.status,
		postingStatus: job.postingStatus,
		language: { code: 'en', label: 'English', labelNative: 'English (US)' },
		actions: { details: { url: `${baseUrl}/smartrecruiters/jobs/${job.id}`, method: 'GET' } },
	};
}

function sectionsOf(job: CompanyJob) {
	return {
		sections: {
			...Object.fromEntries(job.sections.map(({ name, title, text }) => [name, { title, text }])),
			videos: { urls: [] },
		},
		language: { code: 'en' },
	};
}

function details(job: CompanyJob, baseUrl: string) {
	return {
		...item(job, baseUrl),
		typeOfEmployment: { id: '1', label: job.typeOfEmployment },
		experienceLevel: { id: '1', label: job.experienceLevel },
		industry: { id: '1', label: 'Software' },
		function: { id: '1', label: 'Engineering' },
		template: job.template,
		jobAd: sectionsOf(job),
		properties: [],
		actions: {
			details: { url: `${baseUrl}/smartrecruiters/jobs/${job.id}`, method: 'GET' },
			...(job.ad?.applyUrl && { applyOnWeb: { url: job.ad.applyUrl, method: 'GET' } }),
		},
	};
}

function adOf(job: CompanyJob, ad: NonNullable<CompanyJob['ad']>) {
	return {
		id: ad.id,
		title: job.title,
		language: { code: 'en' },
		jobAd: sectionsOf(job),
		createdOn: iso(job.createdOn),
		updatedOn: iso(job.updatedOn),
		...(ad.applyUrl && { applyUrl: ad.applyUrl }),
		postingStatus: ad.publishedOn !== undefined && !over(job) ? 'PUBLISHED' : 'NOT_PUBLISHED',
		default: true,
		visibility: job.postingStatus === 'PUBLIC' ? 'PUBLIC' : 'INTERNAL',
	};
}
