import { RecordRefusedError } from '../../errors/RecordRefusedError';
import { getCandidate, listCandidates } from '../../smartrecruiters/candidates';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';

/**
 * Whether SmartRecruiters lets a candidate be read whom its list shows. Where it does not, or lists nobody, rights have
 * changed, and that somebody is absent says nothing of them.
 */
export async function readsWhatIsListed(api: SmartRecruitersApi): Promise<boolean> {
	const { content } = await listCandidates(api, { limit: 1 });
	const [one] = content;
	if (!one) return false;
	try {
		return (await getCandidate(api, one.id)) !== undefined;
	} catch (error) {
		if (error instanceof RecordRefusedError) return false;
		throw error;
	}
}
