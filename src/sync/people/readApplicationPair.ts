import { getApplication } from '../../smartrecruiters/candidates';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';

/**
 * Whose application it is, and to which job: from our own id, or from SmartRecruiters' UUID (SmartRecruiters reference
 * §6.1). `undefined` when SmartRecruiters does not know it any more.
 */
export async function readApplicationPair(
	api: SmartRecruitersApi,
	applicationId: string,
): Promise<{ candidateId: string; jobId: string } | undefined> {
	const [candidateId, jobId] = applicationId.split('_');
	return candidateId && jobId ? { candidateId, jobId } : await getApplication(api, applicationId);
}
