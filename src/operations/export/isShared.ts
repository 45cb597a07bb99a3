import { jobVisibility, personWithheld } from '../../mapping/SharingRules';
import { getConsent } from '../../smartrecruiters/candidates';
import type { SrCandidateDetails } from '../../smartrecruiters/schemas';
import type { ExportRun } from './ExportRun';

/**
 * Whether LinkedIn may be told of this candidate and this application. Consent is asked for only where the rules want
 * it; the job's department is not: a job that is kept from LinkedIn cannot be chosen in Recruiter.
 */
export async function isShared(
	{ sharing, smartRecruiters }: ExportRun,
	{ id, tags }: SrCandidateDetails,
	jobId: string,
): Promise<boolean> {
	if (jobVisibility({ id: jobId }, sharing) === 'never') return false;
	// Who is confidential is not asked about, either.
	if (personWithheld({ tags }, { ...sharing, consent: 'everyone' })) return false;
	if (sharing.consent !== 'onlyAcquired') return true;
	const consent = await getConsent(smartRecruiters, id);
	return personWithheld({ tags, consent }, sharing) === undefined;
}
