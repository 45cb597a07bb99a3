import type { Rejection } from '../../mapping/Rejection';
import { getApplication } from '../../smartrecruiters/candidates';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { errorToRejection } from '../toRejection';
import { notVisible } from './notVisible';

/**
 * Whose application it is, and to which job: from our own id, or from SmartRecruiters' UUID (SmartRecruiters reference
 * §6.1); or why nobody can tell.
 */
export async function readApplicationPair(
	api: SmartRecruitersApi,
	applicationId: string,
): Promise<{ candidateId: string; jobId: string } | Rejection> {
	const [candidateId, jobId] = applicationId.split('_');
	if (candidateId && jobId) return { candidateId, jobId };
	try {
		return (await getApplication(api, applicationId)) ?? notVisible('application', applicationId);
	} catch (error) {
		return errorToRejection('application', applicationId, error);
	}
}
