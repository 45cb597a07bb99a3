import { MAX_BATCH } from '../../linkedin/batchWrite';
import { getCandidates } from '../../linkedin/candidates';
import type { HeldCandidate } from '../../linkedin/schemas';
import { WaitLedger } from '../../http/WaitLedger';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';

/** Who a candidate is at LinkedIn: a row of `rsc_people`. */
export interface Match {
	candidateId: string;
	/** Person URN. */
	person: string;
	/** `by hand`: a recruiter linked them. `match`: LinkedIn recognised them. */
	knownBy: 'by hand' | 'match';
}

export type Unmatched = 'not at LinkedIn' | 'not recognised' | 'several members';

export interface Matches {
	matches: Match[];
	unmatched: Array<{ candidateId: string; why: Unmatched }>;
}

/**
 * Whom LinkedIn recognised (LinkedIn reference §5.2). Several members for one candidate are no answer: that is not
 * guessed. Matching takes LinkedIn a while, and it tells nobody when it is done.
 */
export async function getMatches(
	side: LinkedInSide,
	world: World,
	candidateIds: readonly string[],
	timeLimitMs: number,
): Promise<Matches> {
	const deadlineMs = world.effects.now() + timeLimitMs;
	const { api } = openLinkedIn(side, world, { deadlineMs, ledger: new WaitLedger() });
	const result: Matches = { matches: [], unmatched: [] };
	const ids = [...new Set(candidateIds)];
	for (let from = 0; from < ids.length; from += MAX_BATCH) {
		const group = ids.slice(from, from + MAX_BATCH);
		const held = await getCandidates(api, group);
		for (const candidateId of group) {
			const match = matchOf(candidateId, held.get(candidateId));
			if (typeof match === 'string') result.unmatched.push({ candidateId, why: match });
			else result.matches.push(match);
		}
	}
	return result;
}

export function matchOf(candidateId: string, held: HeldCandidate | undefined): Match | Unmatched {
	if (!held) return 'not at LinkedIn';
	if (held.manualMatchedMember)
		return { candidateId, person: held.manualMatchedMember, knownBy: 'by hand' };
	const [person, ...others] = held.matchedMembers;
	if (!person) return 'not recognised';
	return others.length > 0 ? 'several members' : { candidateId, person, knownBy: 'match' };
}
