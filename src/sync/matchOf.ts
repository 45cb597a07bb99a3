import type { HeldCandidate } from '../linkedin/schemas';
import type { Match } from './Outcome';

/**
 * Whom LinkedIn recognised in a candidate (LinkedIn reference §5.2). Several members for one candidate are no answer: that
 * is not guessed.
 */
export function matchOf(candidateId: string, held: HeldCandidate | undefined): Match[] {
	if (held?.manualMatchedMember)
		return [{ candidateId, person: held.manualMatchedMember, knownBy: 'by hand' }];
	const [person, ...others] = held?.matchedMembers ?? [];
	return person && others.length === 0 ? [{ candidateId, person, knownBy: 'match' }] : [];
}
