import type { LiCandidate } from '../linkedin/candidates';
import type { SrCandidateDetails, SrCandidateListItem } from '../smartrecruiters/schemas';
import { isPlaceholderEmail } from './placeholderEmail';
import type { RejectionCode } from './Rejection';

export const DEFAULT_PROFILE_URL =
	'https://www.smartrecruiters.com/app/people/candidates/{candidateId}';

/** LinkedIn's own rule, `X@X.X` (LinkedIn reference §5.1). */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export type Mapped<T> = { ok: true; value: T } | { ok: false; code: RejectionCode };

/**
 * A candidate as LinkedIn wants it. From a list page the record is enough to be recognised; from the details it is
 * complete (phone, profile address, employer).
 *
 * @param profileUrl template with `{candidateId}`
 * @param linkedMember the person a recruiter linked by hand, which a full replace would lose
 * @param avoidContact whether LinkedIn is told that this person should not be contacted
 */
export function candidateToLinkedIn(
	candidate: SrCandidateListItem | SrCandidateDetails,
	profileUrl: string,
	linkedMember?: string,
	avoidContact = false,
): Mapped<LiCandidate> {
	const firstName = candidate.firstName?.trim();
	const lastName = candidate.lastName?.trim();
	// A placeholder is nobody's address: LinkedIn must not see it.
	const email = isPlaceholderEmail(candidate.email) ? undefined : candidate.email?.trim();
	if (!firstName || !lastName) return { ok: false, code: 'NO_NAME' };
	// LinkedIn needs an address only of those whom it cannot recognise by their link (LinkedIn reference §5.1).
	if (!email && !linkedMember) return { ok: false, code: 'NO_EMAIL' };
	if (email && !EMAIL.test(email)) return { ok: false, code: 'INVALID_EMAIL' };
	return {
		ok: true,
		value: {
			firstName,
			lastName,
			emailAddresses: email ? [email] : [],
			addresses: addresses(candidate.location),
			phoneNumbers: [],
			externalProfileUrl: profileUrl.replaceAll('{candidateId}', candidate.id),
			atsCreatedAt: candidate.createdOn,
			atsLastModifiedAt: Math.max(candidate.createdOn, candidate.updatedOn),
			...('experience' in candidate && detailFields(candidate)),
			...(linkedMember && { manualMatchedMember: linkedMember }),
			...(avoidContact && { doNotContact: true }),
		},
	};
}

function detailFields(candidate: SrCandidateDetails): Partial<LiCandidate> {
	const current = candidate.experience.find((one) => one.current);
	const { phoneNumber } = candidate;
	return {
		...(phoneNumber && { phoneNumbers: [{ number: phoneNumber }] }),
		...(candidate.web?.linkedin && { linkedInProfileUrl: candidate.web.linkedin }),
		...(current?.company && { currentCompanyName: current.company }),
		...(current?.title && { currentJobTitle: current.title }),
	};
}

function addresses(location: SrCandidateListItem['location']): LiCandidate['addresses'] {
	const address = {
		...(location?.city && { city: location.city }),
		...(location?.region && { geographicArea: location.region }),
		...(location?.countryCode && { country: location.countryCode.toLowerCase() }),
	};
	return Object.keys(address).length > 0 ? [address] : [];
}
