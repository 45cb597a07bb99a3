import { ResponseSchemaError } from '../errors/ResponseSchemaError';
import type { Page } from '../http/Page';
import { readPage } from './readPage';
import type { SmartRecruitersApi } from './SmartRecruitersApi';
import { CandidateListItemSchema, type SrCandidateListItem } from './schemas';

/** More hits than this on an exact phrase tell nobody apart. */
const MOST_HITS = 25;

/** Longer phrases find nothing (SmartRecruiters reference §5.2). */
const LONGEST_PHRASE = 500;

/**
 * Candidates in whom a phrase is found, at most 25 (SmartRecruiters reference §5.2). The search covers more than names
 * and addresses, may lag behind, and does not show people in the talent pool only: check every hit, and do not take a
 * miss for proof.
 */
export async function searchCandidates(
	api: SmartRecruitersApi,
	phrase: string,
): Promise<Page<SrCandidateListItem>> {
	const quoted = `"${phrase.slice(0, LONGEST_PHRASE).replaceAll('"', ' ')}"`;
	const page = await readPage(api, {
		kind: 'candidate',
		path: '/candidates',
		endpoint: '/candidates',
		schema: CandidateListItemSchema,
		query: { q: quoted, limit: MOST_HITS },
	});
	return page ?? { content: [], malformed: [], ids: [] };
}

/**
 * The same where a person is looked for who must not be made twice: a hit that cannot be read might be that person.
 *
 * @throws ResponseSchemaError (fate skip) for such a hit
 */
export async function searchCandidatesSurely(
	api: SmartRecruitersApi,
	phrase: string,
): Promise<SrCandidateListItem[]> {
	const { content, malformed } = await searchCandidates(api, phrase);
	const [odd] = malformed;
	if (odd) throw new ResponseSchemaError('SmartRecruiters', 'GET /candidates', [odd.field], odd);
	return content;
}

/** Candidates with exactly this e-mail, in any case (§5.2). @throws as `searchCandidatesSurely` */
export async function findByEmail(
	api: SmartRecruitersApi,
	email: string,
): Promise<SrCandidateListItem[]> {
	const wanted = email.trim().toLowerCase();
	return (await searchCandidatesSurely(api, wanted)).filter(
		(candidate) => candidate.email?.trim().toLowerCase() === wanted,
	);
}
