import { RecordRefusedError } from '../../errors/RecordRefusedError';
import { getCandidate, listCandidates } from '../../smartrecruiters/candidates';
import { getJobState, listJobs } from '../../smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';

/**
 * Whether SmartRecruiters lets a record be read that its list shows. Where it does not, or lists none, rights have
 * changed, and that others are absent says nothing of them.
 */
export async function readsWhatIsListed(
	api: SmartRecruitersApi,
	kind: 'candidate' | 'job',
): Promise<boolean> {
	const { content } = await (kind === 'job' ? listJobs : listCandidates)(api, { limit: 1 });
	const [one] = content;
	if (!one) return false;
	try {
		const read = kind === 'job' ? getJobState : getCandidate;
		return (await read(api, one.id)) !== undefined;
	} catch (error) {
		if (error instanceof RecordRefusedError) return false;
		throw error;
	}
}
