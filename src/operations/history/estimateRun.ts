import { listCandidates } from '../../smartrecruiters/candidates';
import { listJobs } from '../../smartrecruiters/jobs';
import type { SrCandidateListItem } from '../../smartrecruiters/schemas';
import type { Checkpoint } from '../../sync/checkpoint';
import { ASSUMED_APPLICATIONS_PER_PERSON, type Estimate, estimate } from '../../sync/estimate';
import { jobIdsOf } from '../../sync/people/jobIdsOf';
import { jobWindow, peopleWindow } from '../../sync/window';
import type { RunOptions } from '../../sync/Work';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';
import { limitsOf, type RunPace, stagesOneByOne } from './limitsOf';

/** Two requests tell how much there is, before anything is sent: how many jobs, and the first page of people. */
export async function estimateRun(
	runtime: Runtime,
	clients: Clients,
	begin: Checkpoint,
	options: RunOptions,
	pace: RunPace,
): Promise<Estimate> {
	const { smartRecruiters } = clients;
	const jobs = options.jobs
		? ((await listJobs(smartRecruiters, { ...jobWindow(begin), limit: 1 })).totalFound ?? 0)
		: 0;
	const first =
		begin.people.state === 'done'
			? undefined
			: await listCandidates(smartRecruiters, peopleWindow(begin));
	const people = first?.totalFound ?? 0;
	return estimate(
		{
			jobs,
			fastPeople: begin.people.state === 'fast' ? people : 0,
			awaitsReport: begin.report !== null,
			reportPeople: begin.report ? people : 0,
			reportStagesPeople: begin.report ? people : 0,
			deepPeople: options.details || begin.people.state === 'deep' ? people : 0,
			applicationsPerPerson: applicationsPerPerson(first?.content ?? []),
			stagesOneByOne: stagesOneByOne(clients),
			candidates: options.candidates,
			applications: options.applications,
		},
		limitsOf(runtime, clients, pace),
	);
}

/** Fewer people than this tell nothing of the others. */
const ENOUGH_PEOPLE = 30;

function applicationsPerPerson(listed: readonly SrCandidateListItem[]): number {
	if (listed.length < ENOUGH_PEOPLE) return ASSUMED_APPLICATIONS_PER_PERSON;
	return listed.reduce((sum, one) => sum + jobIdsOf(one).length, 0) / listed.length;
}
