import type { SmartRecruitersApi } from './SmartRecruitersApi';
import { CandidateListItemSchema, pageOf, type SrCandidateListItem } from './schemas';

const PageSchema = pageOf(CandidateListItemSchema);
/** More hits than this on an exact phrase tell nobody apart. */
const MOST_HITS = 25;

/**
 * Candidates in whom a phrase is found, at most 25 (SmartRecruiters reference §5.2). The search covers more than names
 * and addresses, may lag behind, and does not show people in the talent pool only: check every hit, and do not take a
 * miss for proof.
 */
export async function searchCandidates(
	api: SmartRecruitersApi,
	phrase: string,
): Promise<SrCandidateListItem[]> {
	const quoted = `"${phrase.replaceAll('"', ' ')}"`;
	const page = await api.get('/candidates', '/candidates', PageSchema, {
		q: quoted,
		limit: MOST_HITS,
	});
	return page?.content ?? [];
}

/** Candidates with exactly this e-mail, in any case (§5.2). */
export async function findByEmail(
	api: SmartRecruitersApi,
	email: string,
): Promise<SrCandidateListItem[]> {
	const wanted = email.trim().toLowerCase();
	return (await searchCandidates(api, wanted)).filter(
		(candidate) => candidate.email?.trim().toLowerCase() === wanted,
	);
}
