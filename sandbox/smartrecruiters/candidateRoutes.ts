import type { CompanyApplication, CompanyCandidate } from '../company/entities';
import type { SandboxContext } from '../core/SandboxContext';
import { iso, pageOf, readCursor, readLimit, readTime } from './paging';
import { candidateNotFound } from './problems';
import type { SrCall, SrRoute } from './SrRoute';

/** Reading candidates (SmartRecruiters reference §5.1–§5.3, §5.6, §5.7, §13). */
export function candidateRoutes({ switches }: SandboxContext): SrRoute[] {
	switches.define('sr§5.2 search lag ms', 0);
	switches.define('sr§5.2 profile addresses are indexed', true);
	// Not documented: whether a candidate can be read at once when an event tells of it.
	switches.define('sr§5.3 read lag ms', 0);
	switches.define('sr§6.2 history lag ms', 0);
	const scope = 'candidates_read';
	return [
		{ method: 'GET', path: '/candidates', scope, limit: 'list', handle: listCandidates },
		{
			method: 'GET',
			path: '/candidates/:id',
			scope,
			handle: (call) => {
				const candidate = findCandidate(call);
				if (isTooFresh(call, candidate.createdOn, 'sr§5.3 read lag ms')) throw candidateNotFound();
				return detailsOf(candidate, call.context);
			},
		},
		{
			method: 'GET',
			path: '/candidates/:id/tags',
			scope,
			handle: (call) => ({ tags: findCandidate(call).tags }),
		},
		{
			method: 'GET',
			path: '/candidates/:id/attachments',
			scope,
			handle: (call) => (findCandidate(call), { totalFound: 0, content: [] }),
		},
		{
			method: 'GET',
			path: '/candidates/:id/consent',
			scope,
			handle: (call) => ({ status: findCandidate(call).consent }),
		},
		{
			method: 'GET',
			path: '/candidates/:id/consents',
			scope,
			handle: (call) => ({
				decisions: [{ status: findCandidate(call).consent.toLowerCase(), scope: 'Single' }],
			}),
		},
	];
}

/** Whether something was made so lately that it cannot be read yet. */
export function isTooFresh({ context }: SrCall, createdOn: number, lag: string): boolean {
	const lagMs = context.switches.number(lag);
	return lagMs > 0 && createdOn > context.clock.now() - lagMs;
}

/** @throws Problem 404 */
export function findCandidate(call: SrCall): CompanyCandidate {
	const candidate = call.context.company.candidateById(call.params.id ?? '');
	if (!candidate) throw candidateNotFound();
	return candidate;
}

export function statusOf(application: CompanyApplication): { status: string; subStatus?: string } {
	const last = application.history[application.history.length - 1];
	return { status: last?.status ?? 'NEW', ...(last?.subStatus && { subStatus: last.subStatus }) };
}

function listCandidates(call: SrCall): unknown {
	const { company } = call.context;
	const limit = readLimit(call);
	const from = readCursor(call);
	const matches = filterOf(call);
	const unfiltered = ![...call.query.keys()].some((name) => name !== 'limit' && name !== 'pageId');
	const content: unknown[] = [];
	let next: number | undefined;
	let totalFound = unfiltered ? listedCount(call.context) : 0;
	for (let position = unfiltered ? from : 0; position < company.positions; position += 1) {
		const candidate = company.candidateAt(position);
		if (!candidate || candidate.applications.length === 0 || !matches(candidate)) continue;
		if (!unfiltered) totalFound += 1;
		if (position < from) continue;
		if (content.length < limit) content.push(listItem(candidate, call.context));
		else {
			next ??= position;
			if (unfiltered) break;
		}
	}
	const fields = { limit, offset: 0, totalFound };
	return pageOf(call, '/candidates', { fields, content, next });
}

const counts = new WeakMap<object, number>();

/** How many people the list shows; counted once for a company that nobody has changed. */
export function listedCount({ company }: SandboxContext): number {
	const known = counts.get(company);
	if (known !== undefined && company.pristine) return known;
	let count = 0;
	for (const candidate of company.candidates()) if (candidate.applications.length > 0) count += 1;
	if (company.pristine) counts.set(company, count);
	return count;
}

function filterOf(call: SrCall): (candidate: CompanyCandidate) => boolean {
	const { query } = call;
	const updatedAfter = readTime(call, 'updatedAfter');
	const jobs = query.getAll('jobId');
	const statuses = query.getAll('status');
	const tags = query.getAll('tag').map((tag) => tag.toLowerCase());
	const q = query.get('q');
	return (candidate) =>
		(updatedAfter === undefined || candidate.updatedOn > updatedAfter) &&
		(jobs.length === 0 || candidate.applications.some(({ jobId }) => jobs.includes(jobId))) &&
		(statuses.length === 0 ||
			candidate.applications.some((one) => statuses.includes(statusOf(one).status))) &&
		(tags.length === 0 || candidate.tags.some((tag) => tags.includes(tag.toLowerCase()))) &&
		(q === null || found(q, candidate, call.context));
}

/** Quoted text is a phrase; the rest is split into tokens, any of which is enough (§5.2). New people come late. */
function found(
	q: string,
	candidate: CompanyCandidate,
	{ clock, switches }: SandboxContext,
): boolean {
	if (candidate.createdOn > clock.now() - switches.number('sr§5.2 search lag ms')) return false;
	const indexed = switches.boolean('sr§5.2 profile addresses are indexed');
	const text = [
		candidate.firstName,
		candidate.lastName,
		candidate.email ?? '',
		...candidate.tags,
		(indexed && candidate.linkedin) || '',
	]
		.join(' ')
		.toLowerCase();
	const phrase = /^"(.*)"$/.exec(q.trim())?.[1];
	if (phrase !== undefined) return text.includes(phrase.toLowerCase());
	const tokens = text.split(/[^\p{L}\p{N}]+/u);
	return q
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.some((token) => token !== '' && tokens.includes(token));
}

function link(context: SandboxContext, path: string) {
	return { url: `${context.baseUrl}/smartrecruiters${path}`, method: 'GET' };
}

function place(candidate: CompanyCandidate) {
	return Object.keys(candidate.location).length > 0
		? { ...candidate.location, lat: 0, lng: 0 }
		: null;
}

function listItem(candidate: CompanyCandidate, context: SandboxContext) {
	const [primary, ...secondary] = candidate.applications;
	const jobLink = (jobId: string) => ({
		id: jobId,
		actions: { details: link(context, `/jobs/${jobId}`) },
	});
	return {
		id: candidate.id,
		internal: false,
		firstName: candidate.firstName,
		lastName: candidate.lastName,
		...(candidate.email && { email: candidate.email }),
		createdOn: iso(candidate.createdOn),
		updatedOn: iso(candidate.updatedOn),
		location: place(candidate),
		averageRating: null,
		tags: candidate.tags,
		consent: { status: candidate.consent },
		...(primary && {
			primaryAssignment: {
				job: { ...jobLink(primary.jobId), title: context.company.jobById(primary.jobId)?.title },
				...statusOf(primary),
			},
		}),
		secondaryAssignments: secondary.map(({ jobId }) => ({ job: jobLink(jobId) })),
		actions: { details: link(context, `/candidates/${candidate.id}`) },
	};
}

function assignment(
	candidate: CompanyCandidate,
	application: CompanyApplication,
	context: SandboxContext,
) {
	const { jobId, source, reason } = application;
	const { status, subStatus } = statusOf(application);
	return {
		job: {
			id: jobId,
			title: context.company.jobById(jobId)?.title,
			actions: { details: link(context, `/jobs/${jobId}`) },
		},
		status,
		subStatus: subStatus ?? null,
		startsOn: null,
		source,
		reasonOfRejection: status === 'REJECTED' ? (reason ?? null) : null,
		reasonOfWithdrawal: status === 'WITHDRAWN' ? (reason ?? null) : null,
		actions: { sourceDetails: link(context, `/candidates/${candidate.id}`) },
	};
}

export function detailsOf(candidate: CompanyCandidate, context: SandboxContext) {
	const [primary, ...secondary] = candidate.applications;
	return {
		id: candidate.id,
		internal: false,
		firstName: candidate.firstName,
		lastName: candidate.lastName,
		email: candidate.email ?? null,
		phoneNumber: candidate.phoneNumber ?? null,
		location: place(candidate),
		web: {
			skype: null,
			linkedin: candidate.linkedin ?? null,
			facebook: null,
			twitter: null,
			website: null,
		},
		createdOn: iso(candidate.createdOn),
		updatedOn: iso(candidate.updatedOn),
		tags: candidate.tags,
		averageRating: null,
		education: [],
		experience: candidate.experience.map((one) => ({
			...one,
			startDate: '2020-02',
			endDate: null,
			description: '',
		})),
		...(primary && { primaryAssignment: assignment(candidate, primary, context) }),
		secondaryAssignments: secondary.map((one) => assignment(candidate, one, context)),
		actions: { properties: link(context, `/candidates/${candidate.id}/properties`) },
	};
}
