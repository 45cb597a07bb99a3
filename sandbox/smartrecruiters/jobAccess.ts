import type { CompanyJob } from '../company/entities';
import { sightOfUser } from '../company/sightOfUser';
import { jobNotFound, problem } from './problems';
import type { SrCall } from './SrRoute';

/** The job that a path names. @throws Problem 404, or 401 for a credential whose user does not see it (§4.4) */
export function needJob({ context: { company }, account, params }: SrCall): CompanyJob {
	const job = company.jobById(params.jobId ?? '');
	if (!job) throw jobNotFound();
	if (account.userId === undefined) return job;
	const user = company.userById(account.userId);
	if (!user || !sightOfUser(user, job, company.teamOf(job.id)).sees)
		throw problem(401, 'UNAUTHORIZED_TO_ACCESS_JOB', 'You have no access to this job');
	return job;
}
