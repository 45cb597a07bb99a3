import { jobVisibility } from '../../mapping/SharingRules';
import { listCandidates } from '../../smartrecruiters/candidates';
import { listDepartments } from '../../smartrecruiters/departments';
import { listJobs } from '../../smartrecruiters/jobs';
import type { SrJobListItem } from '../../smartrecruiters/schemas';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import type { StoredSharing } from '../../state/Settings';
import type { Runtime } from '../Runtime';
import { openAtsForPerson } from './openAtsForPerson';

/** What one rule does. */
export interface RulePreview {
	kind: 'department' | 'job';
	id: string;
	label: string;
	rule: 'neverSent' | 'keptPrivate';
	jobs: number;
	/** Who applied to these jobs; those who applied elsewhere as well still go. Absent where it was not counted. */
	people?: number;
}

export interface SharingPreview {
	/** Jobs that were looked at. */
	jobs: number;
	/** Whether SmartRecruiters has more jobs than were looked at. */
	more: boolean;
	jobsNeverSent: number;
	jobsKeptPrivate: number;
	rules: RulePreview[];
}

/** A preview gets no better by reading a company to its end: 2,000 jobs in 20 requests, and people of 30 jobs. */
const MOST_PAGES = 20;
const MOST_COUNTED = 30;

/** How many jobs and people the rules keep back. */
export async function previewSharing(
	runtime: Runtime,
	rules: StoredSharing,
): Promise<SharingPreview> {
	const api = openAtsForPerson(runtime);
	const departments = await listDepartments(api);
	const { jobs, more } = await readJobs(api);
	const visibility = new Map(jobs.map((job) => [job.id, jobVisibility(job, rules)] as const));
	const count = (wanted: 'never' | 'private'): number =>
		[...visibility.values()].filter((one) => one === wanted).length;
	const previews: RulePreview[] = [];
	const asked = { left: MOST_COUNTED };
	for (const rule of ['neverSent', 'keptPrivate'] as const) {
		const ids = rule === 'neverSent' ? rules.departmentsNeverSent : rules.departmentsKeptPrivate;
		for (const wanted of ids) {
			const found = departments.find(({ id, label }) => id === wanted || label === wanted);
			const own = jobs.filter(
				({ department }) => department?.id === found?.id || department?.label === found?.label,
			);
			previews.push({
				kind: 'department',
				id: wanted,
				label: found?.label ?? wanted,
				rule,
				...(await counts(api, own, rule, asked)),
			});
		}
		for (const id of rule === 'neverSent' ? rules.jobsNeverSent : rules.jobsKeptPrivate) {
			const job = jobs.find((one) => one.id === id);
			previews.push({
				kind: 'job',
				id,
				label: job?.title ?? id,
				rule,
				...(await counts(api, job ? [job] : [], rule, asked)),
			});
		}
	}
	return {
		jobs: jobs.length,
		more,
		jobsNeverSent: count('never'),
		jobsKeptPrivate: count('private'),
		rules: previews,
	};
}

async function readJobs(
	api: SmartRecruitersApi,
): Promise<{ jobs: SrJobListItem[]; more: boolean }> {
	const jobs: SrJobListItem[] = [];
	let pageId: string | undefined;
	for (let page = 0; page < MOST_PAGES; page += 1) {
		const { content, nextPageId } = await listJobs(api, { pageId });
		jobs.push(...content);
		if (!nextPageId) return { jobs, more: false };
		pageId = nextPageId;
	}
	return { jobs, more: true };
}

async function counts(
	api: SmartRecruitersApi,
	jobs: readonly SrJobListItem[],
	rule: RulePreview['rule'],
	asked: { left: number },
): Promise<Pick<RulePreview, 'jobs' | 'people'>> {
	if (rule === 'keptPrivate' || jobs.length > asked.left) return { jobs: jobs.length };
	asked.left -= jobs.length;
	let people = 0;
	for (const { id } of jobs) {
		const { totalFound } = await listCandidates(api, { jobId: id, limit: 1 });
		if (totalFound === undefined) return { jobs: jobs.length };
		people += totalFound;
	}
	return { jobs: jobs.length, people };
}
