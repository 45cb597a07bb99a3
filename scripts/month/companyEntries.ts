import { expectedJob } from '../../sandbox/compare/expected';
import type { Company } from '../../sandbox/company/Company';
import type { CompanyCandidate, CompanyJob } from '../../sandbox/company/entities';
import type { OrganizationRecords } from '../../sandbox/linkedin/LinkedInStore';
import type { MonthEvent } from './events';
import type { Entry } from './Ledger';

const CONFIDENTIAL = 'confidential';

/** Where the month's events are looked for. */
export interface Sides {
	company: Company;
	held: OrganizationRecords;
}

/** By what LinkedIn shows that something that happened at SmartRecruiters has arrived. */
export function companyEntries(sides: Sides, event: MonthEvent): Entry[] {
	const { kind, atMs } = event;
	switch (event.record) {
		case 'deletion':
			return [goneEntry(sides, kind, event.candidateId, atMs)];
		case 'merge':
			return [goneEntry(sides, kind, event.losingId, atMs)];
		case 'job':
			return [jobEntry(sides, kind, event.before, event.after, atMs)];
		case 'candidate':
			return candidateEntries(sides, event);
	}
}

function goneEntry({ held }: Sides, kind: string, id: string, atMs: number): Entry {
	return {
		...{ kind, atMs, key: `candidate:${id}`, parkedAs: [`candidate:${id}`] },
		shown: () => (held.candidates.has(id) ? 0 : 1),
		excused: () => '',
	};
}

function jobEntry(
	{ company, held }: Sides,
	kind: string,
	before: CompanyJob,
	after: CompanyJob,
	atMs: number,
): Entry {
	const { id } = after;
	const moved = before.status !== after.status;
	const closed = after.status === 'FILLED' || after.status === 'CANCELLED';
	return {
		...{ kind, atMs, key: `job:${id}`, parkedAs: [`job:${id}`] },
		shown: () => {
			const stored = held.jobs.get(id);
			if (!stored) return 0;
			if (moved) return (stored.listing === 'NOT_LISTED') === closed ? 1 : 0;
			return stored.fields.title === after.title ? 1 : 0;
		},
		excused: () => {
			const current = company.jobById(id);
			if (!current || !expectedJob(current)) return '';
			const later = moved ? current.status !== after.status : current.title !== after.title;
			return later ? 'changed again before it went' : '';
		},
	};
}

/** Why LinkedIn does not show a candidate: gone, or kept back. */
function excuseOf(candidate: CompanyCandidate | undefined): string {
	if (!candidate) return 'gone since';
	if (candidate.tags.includes(CONFIDENTIAL)) return 'confidential since';
	return candidate.applications.length === 0 ? 'no application left' : '';
}

function candidateEntries(
	{ company, held }: Sides,
	{ kind, atMs, before, after }: Extract<MonthEvent, { record: 'candidate' }>,
): Entry[] {
	const { id } = after;
	const key = `candidate:${id}`;
	if (after.tags.includes(CONFIDENTIAL))
		return [
			{
				...{ kind, atMs, key, parkedAs: [] },
				shown: () => (held.candidates.has(id) ? 0 : 1),
				excused: () => '',
			},
		];
	const entries: Entry[] = [];
	const applications = new Map(before?.applications.map((one) => [one.jobId, one]));
	for (const { jobId, history } of after.applications) {
		const earlier = applications.get(jobId);
		applications.delete(jobId);
		const recordId = `${id}_${jobId}`;
		const parkedAs = [`application:${recordId}`, key, `job:${jobId}`];
		const excused = (): string => {
			const current = company.candidateById(id);
			const excuse = excuseOf(current);
			if (excuse !== '') return excuse;
			const there = current?.applications.some((one) => one.jobId === jobId);
			return there ? '' : 'gone since';
		};
		for (const { changedOn } of history.slice(earlier?.history.length ?? 0))
			entries.push({
				...{ kind, atMs, key: `application:${recordId}`, parkedAs, excused },
				shown: () =>
					[...(held.applications.get(recordId)?.stages.values() ?? [])].filter(
						({ atsCreatedAt }) => atsCreatedAt === changedOn,
					).length,
			});
	}
	for (const jobId of applications.keys())
		entries.push({
			...{ kind, atMs, key: `application:${id}_${jobId}`, parkedAs: [] },
			shown: () => (held.applications.has(`${id}_${jobId}`) ? 0 : 1),
			excused: () =>
				company.candidateById(id)?.applications.some((one) => one.jobId === jobId)
					? 'applied again'
					: '',
		});
	// What is not about an application is about the person.
	if (entries.length === 0)
		entries.push({
			...{ kind, atMs, key, parkedAs: [key] },
			shown: () => {
				const modified = Number(held.candidates.get(id)?.fields.atsLastModifiedAt ?? 0);
				return modified >= after.updatedOn ? 1 : 0;
			},
			excused: () => excuseOf(company.candidateById(id)),
		});
	return entries;
}
