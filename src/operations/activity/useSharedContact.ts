import { HttpStatusError } from '../../errors/HttpStatusError';
import { ResponseSchemaError } from '../../errors/ResponseSchemaError';
import { UnclearOutcomeError } from '../../errors/UnclearOutcomeError';
import type { ActivityEvent, SharedContact } from '../../linkedin/activityEvent';
import { isPlaceholderEmail } from '../../mapping/placeholderEmail';
import { type CandidateChange, changeCandidate } from '../../smartrecruiters/candidateWrites';
import { CandidateDetailsSchema, type SrCandidateDetails } from '../../smartrecruiters/schemas';
import type { Identified } from './whoIsIt';
import { whoIsIt } from './whoIsIt';
import type { WriteSession } from './WriteSession';

/** LinkedIn's own rule for addresses, which SmartRecruiters shares. */
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/**
 * Fills gaps of a candidate with what the person shared: a phone number where there is none, an e-mail where there is none
 * or only a placeholder. What is there is never replaced; employer and title cannot be changed by SmartRecruiters' API
 * (reference §5.5) and stand in the note.
 *
 * @returns which fields were filled; `conflict` when another candidate has that e-mail and last name
 */
export async function enrichCandidate(
	session: WriteSession,
	candidate: SrCandidateDetails,
	contact: SharedContact,
): Promise<string[]> {
	const { email, phone } = contact;
	const mayHaveEmail = !candidate.email || isPlaceholderEmail(candidate.email);
	const change: CandidateChange = {
		...(phone && !candidate.phoneNumber && { phoneNumber: phone }),
		...(email && EMAIL.test(email) && mayHaveEmail && { email }),
	};
	const fields = Object.keys(change);
	if (fields.length === 0) return [];
	session.forgetCandidate(candidate.id);
	try {
		await changeCandidate(session.api, candidate.id, change);
	} catch (error) {
		// The note is worth more than the gap: it is written, and tells what was shared.
		if (error instanceof HttpStatusError && [400, 409, 422].includes(error.status))
			return ['conflict'];
		throw error;
	}
	return fields;
}

/**
 * Makes a candidate in the talent pool of somebody who shared name and e-mail. It has no key against repetition: an answer
 * that does not come is looked for by e-mail, and never sent again.
 *
 * @param mayHaveHappened whether an earlier run may have created the candidate already
 */
export async function createFromContact(
	session: WriteSession,
	event: ActivityEvent,
	mayHaveHappened: boolean,
): Promise<Identified | 'unclear'> {
	const { firstName, lastName, email, phone, company, title } = event.contact ?? {};
	const blocked: Identified = { code: 'CREATE_BLOCKED', candidateIds: [] };
	if (!firstName || !lastName || !email || !EMAIL.test(email)) return blocked;
	if (mayHaveHappened) return blocked;
	try {
		const created = await session.api.send({
			method: 'POST',
			path: '/candidates',
			endpoint: '/candidates',
			schema: CandidateDetailsSchema,
			once: true,
			body: {
				firstName,
				lastName,
				email,
				...(phone && { phoneNumber: phone }),
				...(company && { experience: [{ company, title: title ?? '', current: true }] }),
				...(session.options.tags.length > 0 && { tags: session.options.tags }),
			},
		});
		if (!created) throw new ResponseSchemaError('SmartRecruiters', 'POST /candidates', ['(empty)']);
		return { candidateId: created.id, knownBy: 'stub' };
	} catch (error) {
		// An answer that cannot be read says nothing of what was done, either.
		const unclear = error instanceof UnclearOutcomeError || error instanceof ResponseSchemaError;
		if (!unclear && !(error instanceof HttpStatusError && error.status < 500)) throw error;
		const found = await whoIsIt(session.api, event, [], new Map());
		if ('candidateId' in found) return found;
		return unclear ? 'unclear' : blocked;
	}
}
