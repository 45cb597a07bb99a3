import { personWithheld } from '../../mapping/SharingRules';
import { getConsent } from '../../smartrecruiters/candidates';
import type { SrCandidateDetails } from '../../smartrecruiters/schemas';
import type { ExportRun } from './ExportRun';

/**
 * Whether LinkedIn may be told of this candidate and this application. A job that is kept from LinkedIn can be chosen on the
 * decisions page. Consent and departments are asked for only where the rules want it.
 */
export async function isShared(
	{ sharing, smartRecruiters, hiddenJobs }: ExportRun,
	{ id, tags }: SrCandidateDetails,
	jobId: string,
): Promise<boolean> {
	if ((await hiddenJobs()).has(jobId)) return false;
	// Who is confidential is not asked about, either.
	if (personWithheld({ tags }, { ...sharing, consent: 'everyone' })) return false;
	if (sharing.consent !== 'onlyAcquired') return true;
	const consent = await getConsent(smartRecruiters, id);
	return personWithheld({ tags, consent }, sharing) === undefined;
}
