import type { LiCandidate } from '../linkedin/candidates';
import type { SrCandidateDetails, SrCandidateListItem } from '../smartrecruiters/schemas';
import { cleanAddress, isAddress } from './emailAddress';
import { linkedInProfileUrl } from './linkedInProfileUrl';
import type { Mapped } from './Mapped';
import { phoneNumber } from './phoneNumber';
import { isPlaceholderEmail } from './placeholderEmail';
import { placeParts } from './placeParts';
import { cleanText, presentText } from './presentText';

export const DEFAULT_PROFILE_URL =
	'https://www.smartrecruiters.com/app/people/candidates/{candidateId}';

/**
 * A candidate as LinkedIn wants it. From a list page the record is enough to be recognised; from the details it is
 * complete (phone, profile address, employer). What LinkedIn would refuse of what it does not need is left out and named.
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
	const firstName = cleanText(candidate.firstName);
	const lastName = cleanText(candidate.lastName);
	// A placeholder is nobody's address: LinkedIn must not see it.
	const written = isPlaceholderEmail(candidate.email) ? undefined : presentText(candidate.email);
	const email = cleanAddress(written);
	if (firstName === undefined || lastName === undefined) return { ok: false, code: 'NO_NAME' };
	// LinkedIn needs an address only of those whom it cannot recognise by their link (LinkedIn reference §5.1).
	if (written === undefined && !linkedMember) return { ok: false, code: 'NO_EMAIL' };
	const fits = email !== undefined && isAddress(email);
	if (!fits && !linkedMember) return { ok: false, code: 'INVALID_EMAIL' };
	const details = 'experience' in candidate ? detailFields(candidate) : { fields: {}, leftOut: [] };
	return {
		ok: true,
		value: {
			firstName,
			lastName,
			emailAddresses: fits ? [email] : [],
			addresses: addresses(candidate.location),
			phoneNumbers: [],
			externalProfileUrl: profileUrl.replaceAll('{candidateId}', () =>
				encodeURIComponent(candidate.id),
			),
			atsCreatedAt: candidate.createdOn,
			atsLastModifiedAt: Math.max(candidate.createdOn, candidate.updatedOn),
			...details.fields,
			...(linkedMember && { manualMatchedMember: linkedMember }),
			...(avoidContact && { doNotContact: true }),
		},
		leftOut: [...(written !== undefined && !fits ? ['emailAddresses'] : []), ...details.leftOut],
	};
}

function detailFields(candidate: SrCandidateDetails): {
	fields: Partial<LiCandidate>;
	leftOut: string[];
} {
	const current = candidate.experience.find((one) => one.current);
	const number = phoneNumber(candidate.phoneNumber);
	const profile = linkedInProfileUrl(candidate.web?.linkedin);
	const company = presentText(current?.company);
	const title = presentText(current?.title);
	return {
		fields: {
			...(number !== undefined && { phoneNumbers: [{ number }] }),
			...(profile !== undefined && { linkedInProfileUrl: profile }),
			...(company !== undefined && { currentCompanyName: company }),
			...(title !== undefined && { currentJobTitle: title }),
		},
		leftOut: [
			...(candidate.phoneNumber !== undefined && number === undefined ? ['phoneNumbers'] : []),
			...(candidate.web?.linkedin !== undefined && profile === undefined
				? ['linkedInProfileUrl']
				: []),
		],
	};
}

function addresses(location: SrCandidateListItem['location']): LiCandidate['addresses'] {
	const { city, region, countryCode } = placeParts(location ?? {});
	const address = {
		...(city !== undefined && { city }),
		...(region !== undefined && { geographicArea: region }),
		...(countryCode !== undefined && { country: countryCode.toLowerCase() }),
	};
	return Object.keys(address).length > 0 ? [address] : [];
}
