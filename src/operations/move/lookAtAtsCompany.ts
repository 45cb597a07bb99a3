import { getCandidate } from '../../smartrecruiters/candidates';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { getUser } from '../../smartrecruiters/users';
import { Seats } from '../../state/Seats';
import type { StateStore } from '../../state/StateStore';
import { PEOPLE } from '../../state/tables';

/** So many of each are looked up. */
const LOOKED_UP = 5;

/**
 * Whether SmartRecruiters is the company that an organization was connected with: its ids name nobody in another one. Ids
 * are looked up, because a credential may be new although the company is not.
 *
 * @returns `unknown` where nothing was stored that could be looked up
 */
export async function lookAtAtsCompany(
	api: SmartRecruitersApi,
	store: StateStore,
	organization: string,
): Promise<'same' | 'other' | 'unknown'> {
	const users = (await new Seats(store, organization).mapped()).slice(0, LOOKED_UP);
	for (const { userId } of users) if (await getUser(api, userId)) return 'same';
	const people = await store.read(PEOPLE, { organization }, { limit: LOOKED_UP });
	for (const { candidateId } of people) if (await getCandidate(api, candidateId)) return 'same';
	return users.length + people.length === 0 ? 'unknown' : 'other';
}
