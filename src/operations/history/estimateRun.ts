import { listCandidates } from '../../smartrecruiters/candidates';
import { listJobs } from '../../smartrecruiters/jobs';
import type { Checkpoint } from '../../sync/checkpoint';
import { ASSUMED_APPLICATIONS_PER_PERSON, type Estimate, estimate } from '../../sync/estimate';
import { jobWindow, peopleWindow } from '../../sync/window';
import type { RunOptions } from '../../sync/Work';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';
import { limitsOf, stagesOneByOne } from './limitsOf';

/** Two small requests tell how much there is, before anything is sent. */
export async function estimateRun(
	runtime: Runtime,
	clients: Clients,
	begin: Checkpoint,
	options: RunOptions,
): Promise<Estimate> {
	const { smartRecruiters } = clients;
	const jobs = options.jobs
		? ((await listJobs(smartRecruiters, { ...jobWindow(begin), limit: 1 })).totalFound ?? 0)
		: 0;
	const people =
		begin.people.state === 'done'
			? 0
			: ((await listCandidates(smartRecruiters, { ...peopleWindow(begin), limit: 1 })).totalFound ??
				0);
	return estimate(
		{
			jobs,
			fastPeople: begin.people.state === 'fast' ? people : 0,
			deepPeople: options.details || begin.people.state === 'deep' ? people : 0,
			applicationsPerPerson: ASSUMED_APPLICATIONS_PER_PERSON,
			stagesOneByOne: stagesOneByOne(clients),
			candidates: options.candidates,
			applications: options.applications,
		},
		limitsOf(runtime),
	);
}
