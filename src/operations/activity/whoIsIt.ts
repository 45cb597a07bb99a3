import type { ActivityEvent, SharedContact } from '../../linkedin/activityEvent';
import type { ActivityReviewCode } from '../../mapping/ActivityReview';
import { foldWords } from '../../mapping/personName';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { findByEmail } from '../../smartrecruiters/searchCandidates';
import type { PersonRow as StoredPerson } from '../../state/tables';

/** Everything but LinkedIn's own recognition. */
const DECIDED: ReadonlySet<string> = new Set(['by hand', 'export', 'widget']);

/** What is known of a person. A row without candidate says that several could be the person. */
export type PersonRow = Pick<StoredPerson, 'candidateId' | 'knownBy'>;

export type Identified =
	| { candidateId: string; knownBy: 'known' | 'stub' }
	| { code: ActivityReviewCode; candidateIds: string[] };

/**
 * Which candidate an event is about: the one that is known to be this person, else the one whose e-mail the person shared,
 * checked exactly and against the name. Never by name alone; what is not certain is left to people.
 *
 * @param people rows of `rsc_people` for the event's person
 * @param learned what contact details have told in this run
 */
export async function whoIsIt(
	api: SmartRecruitersApi,
	event: ActivityEvent,
	people: readonly PersonRow[],
	learned: ReadonlyMap<string, string>,
): Promise<Identified> {
	const candidateIds = knownCandidates(people);
	const [only] = candidateIds;
	if (candidateIds.length === 1 && only) return { candidateId: only, knownBy: 'known' };
	if (candidateIds.length > 0)
		return { code: 'PERSON_AMBIGUOUS', candidateIds: candidateIds.filter((id) => id !== '') };
	const learnedId = event.person && learned.get(event.person);
	if (learnedId) return { candidateId: learnedId, knownBy: 'known' };
	const { contact } = event;
	if (contact?.email) return await byEmail(api, contact.email, contact);
	return { code: event.person ? 'PERSON_UNKNOWN' : 'NO_PERSON', candidateIds: [] };
}

/**
 * The candidates who may be the person. What a person decided counts before what LinkedIn recognised: two candidates with
 * one e-mail are both recognised, and the link that a recruiter sets tells which one it is.
 */
export function knownCandidates(people: readonly PersonRow[]): string[] {
	const decided = people.filter(({ knownBy }) => DECIDED.has(knownBy));
	const counting = decided.length > 0 ? decided : people;
	return [...new Set(counting.map(({ candidateId }) => candidateId))];
}

async function byEmail(
	api: SmartRecruitersApi,
	email: string,
	contact: SharedContact,
): Promise<Identified> {
	const hits = await findByEmail(api, email);
	const fitting = hits.filter((one) => fits(contact, one));
	const [only, second] = fitting;
	if (only && !second) return { candidateId: only.id, knownBy: 'stub' };
	const candidateIds = hits.map(({ id }) => id);
	if (second) return { code: 'PERSON_AMBIGUOUS', candidateIds };
	return { code: hits.length > 0 ? 'NAME_DIFFERS' : 'PERSON_UNKNOWN', candidateIds };
}

/**
 * Whether a name speaks against it: mailboxes are shared, and families share last names. The first name has to be part
 * of the candidate's name; where none was shared, the address alone decides.
 */
function fits(
	contact: SharedContact,
	candidate: { firstName?: string | undefined; lastName?: string | undefined },
): boolean {
	const wanted = foldWords(contact.firstName ?? contact.lastName ?? '');
	const own = foldWords(`${candidate.firstName ?? ''} ${candidate.lastName ?? ''}`);
	return wanted.length === 0 || wanted.some((word) => own.includes(word));
}
