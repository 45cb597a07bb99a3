import type { ExportedCandidate, ExportedPlace } from '../linkedin/exportedCandidates';
import { profileSlug } from '../linkedin/profileUrl';
import type {
	CandidateChange,
	CandidateInput,
	CandidatePlace,
	SourceDetails,
} from '../smartrecruiters/candidateWrites';
import type { SrCandidateDetails } from '../smartrecruiters/schemas';
import { cutText } from './cutText';
import { knownCountryCode } from './countries';
import { parsePlace, placeParts } from './placeParts';
import { normalForm } from './normalForm';
import { isPlaceholderEmail, placeholderEmail } from './placeholderEmail';
import { wellFormed } from './wellFormed';

/** Of the candidate's tags: one says where they come from, one that the address is none. */
export const EXPORT_TAG = 'LinkedIn RSC';
export const PLACEHOLDER_TAG = 'No e-mail yet';

/** SmartRecruiters' bounds of a tag (SmartRecruiters reference §5.4). */
const LONGEST_TAG = 150;

/** An export of somebody whom LinkedIn names by URN. */
export interface NamedExport extends ExportedCandidate {
	person: string;
}

/**
 * A new candidate from an export (SmartRecruiters reference §5.4). Nothing is guessed: what LinkedIn does not tell stays
 * empty, but for the e-mail, which SmartRecruiters insists on.
 */
export function exportToCandidate(
	exported: NamedExport & { firstName: string; lastName: string },
	choice: { placeholderDomain: string; tags: readonly string[]; source: SourceDetails },
): CandidateInput {
	const { person, firstName, lastName, email, phone, employers, profileUrl } = exported;
	const location = placeToLocation(exported.location);
	return {
		firstName: wellFormed(firstName),
		lastName: wellFormed(lastName),
		email: email ?? placeholderEmail(person, choice.placeholderDomain),
		...(phone && { phoneNumber: phone }),
		...(location && { location }),
		...(profileUrl && { web: { linkedin: profileUrl } }),
		tags: exportTags(choice.tags, email),
		...(employers.length > 0 && { experience: experienceOf(exported) }),
		sourceDetails: choice.source,
	};
}

/** The user's tags, ours, and the one that warns of a placeholder. */
export function exportTags(chosen: readonly string[], email: string | undefined): string[] {
	const wanted = [EXPORT_TAG, ...chosen, ...(email ? [] : [PLACEHOLDER_TAG])];
	const trimmed = wanted.map((tag) => cutText(tag.trim(), LONGEST_TAG)).filter((tag) => tag !== '');
	return [...new Set(trimmed)];
}

/**
 * What an export adds to a candidate who is there: only what is empty in SmartRecruiters, and a real e-mail in place of a
 * placeholder. What people have entered is never overwritten. Empty when there is nothing to add.
 */
export function exportToChange(
	exported: ExportedCandidate,
	candidate: SrCandidateDetails,
): CandidateChange {
	const { email, phone, profileUrl } = exported;
	const location = candidate.location ? undefined : placeToLocation(exported.location);
	const replaces = email && (!candidate.email || isPlaceholderEmail(candidate.email));
	return {
		...(replaces && { email }),
		...(phone && !candidate.phoneNumber && { phoneNumber: phone }),
		...(location && { location }),
		// The whole object: whether SmartRecruiters merges it is not documented (reference §5.5).
		...(profileUrl && !candidate.web?.linkedin && { web: withProfile(candidate.web, profileUrl) }),
	};
}

function withProfile(web: SrCandidateDetails['web'], profileUrl: string): Record<string, unknown> {
	const known = Object.entries(web ?? {}).filter(([, value]) => value !== null);
	return { ...Object.fromEntries(known), linkedin: profileUrl };
}

/** Whether a candidate's LinkedIn address is the exported member's. */
export function sameProfile(exported: ExportedCandidate, candidate: SrCandidateDetails): boolean {
	const slug = profileSlug(exported.profileUrl);
	return slug !== undefined && slug === profileSlug(candidate.web?.linkedin);
}

/** Whether two last names are the same but for case, accents and white space. */
export function sameName(one: string | undefined, other: string | undefined): boolean {
	const plain = (name: string | undefined): string =>
		normalForm(name ?? '')
			.normalize('NFKD')
			.replace(/\p{M}/gu, '');
	return plain(one) === plain(other);
}

/** `Title at Company` is how LinkedIn writes a headline by itself; any other is a slogan, not a title. */
function experienceOf({
	employers,
	headline,
}: ExportedCandidate): NonNullable<CandidateInput['experience']> {
	return employers.map((company) => {
		const suffix = ` at ${company}`;
		const title = headline?.endsWith(suffix) ? headline.slice(0, -suffix.length) : undefined;
		return {
			...(title && { title: wellFormed(title) }),
			company: wellFormed(company),
			current: true,
		};
	});
}

/** What is certain of a place; a country that differs from LinkedIn's own code makes the text doubtful. */
function placeToLocation(place: ExportedPlace | undefined): CandidatePlace | undefined {
	if (!place) return undefined;
	const code = knownCountryCode(place.countryCode);
	const inText = parsePlace(place.text, code);
	const doubtful =
		code !== undefined && inText.countryCode !== undefined && inText.countryCode !== code;
	const shown = doubtful ? {} : inText;
	const { countryCode, ...parts } = placeParts({
		city: place.city ?? shown.city,
		region: place.region ?? shown.region,
		country: shown.country,
		countryCode: code,
	});
	const location = { ...parts, ...(countryCode && { countryCode: countryCode.toLowerCase() }) };
	return Object.keys(location).length > 0 ? location : undefined;
}
