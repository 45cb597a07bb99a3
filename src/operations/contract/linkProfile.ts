import { HttpStatusError } from '../../errors/HttpStatusError';
import { Contracts } from '../../state/Contracts';
import { withLock } from '../../state/Lock';
import { People } from '../../state/People';
import { PEOPLE } from '../../state/tables';
import { WaitLedger } from '../../http/WaitLedger';
import { getCandidates } from '../../linkedin/candidates';
import { matchOf } from '../../sync/matchOf';
import { openLinkedIn } from '../connect';
import type { LinkedInRuntime } from '../Runtime';

const TIME_LIMIT_MS = 20_000;
/** What this operation has told, and so may take back. */
const KNOWN_BY = 'widget';

export interface ProfileLink {
	organization: string;
	candidateId: string;
	/** `busy`: the same candidate is being looked up already. */
	state: 'linked' | 'notLinked' | 'busy';
	/** Person URN; empty when not linked. */
	person: string;
}

/**
 * A recruiter linked or unlinked a candidate in LinkedIn's profile widget: LinkedIn is asked what holds now, and that is
 * kept. The call itself is only a hint; only what this operation has told before is taken back. Calls for one candidate
 * at once cost one request.
 *
 * @throws ConfigurationError before the acknowledgement and after a disconnection: no id goes to LinkedIn then;
 * HttpStatusError when LinkedIn does not tell now: nothing is taken back then
 */
export async function linkProfile(
	runtime: LinkedInRuntime,
	candidateId: string,
): Promise<ProfileLink> {
	const { store, effects, owner, linkedIn } = runtime;
	const organization = linkedIn.settings.organizationUrn;
	await new Contracts(store, organization).gate();
	const name = `${organization}:profile:${candidateId}`;
	const locked = await withLock({ store, effects, owner, name }, async () => {
		const frame = { deadlineMs: effects.now() + TIME_LIMIT_MS, ledger: new WaitLedger() };
		const { api } = openLinkedIn(linkedIn, runtime, frame);
		const held = await getCandidates(api, [candidateId]);
		if (held.unknown.has(candidateId))
			throw new HttpStatusError('LinkedIn', 503, 'batch read of candidates');
		const [match] = matchOf(candidateId, held.get(candidateId)).filter(
			({ knownBy }) => knownBy === 'by hand',
		);
		const rows = await store.read(PEOPLE, { organization, candidateId, knownBy: KNOWN_BY });
		for (const { person } of rows) {
			if (person === match?.person) continue;
			await store.remove(PEOPLE, { organization, person, candidateId, knownBy: KNOWN_BY });
		}
		if (!match) return '';
		const people = new People(store, organization);
		const known = (await people.ofPerson(match.person)).some(
			(row) => row.candidateId === candidateId,
		);
		if (!known) {
			await people.remember(
				[{ person: match.person, candidateId, knownBy: KNOWN_BY }],
				effects.now(),
			);
		}
		return match.person;
	});
	if (!locked.held) return { organization, candidateId, state: 'busy', person: '' };
	return {
		organization,
		candidateId,
		state: locked.value ? 'linked' : 'notLinked',
		person: locked.value,
	};
}
