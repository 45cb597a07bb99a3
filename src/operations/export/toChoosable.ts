import { isPlaceholderEmail } from '../../mapping/placeholderEmail';
import type { ChoosableCandidate } from '../../pages/decisionsPageData';

interface CandidateFacts {
	id: string;
	firstName?: string | undefined;
	lastName?: string | undefined;
	email?: string | undefined;
	location?: { city?: string | undefined } | undefined;
	primaryAssignment?: { job: { title?: string | undefined } } | undefined;
}

/**
 * A candidate as somebody who decides sees one.
 *
 * @param profileUrl template with `{candidateId}`
 */
export function toChoosable(candidate: CandidateFacts, profileUrl: string): ChoosableCandidate {
	const { id, firstName, lastName, email, location, primaryAssignment } = candidate;
	const name = [firstName, lastName].filter(Boolean).join(' ');
	const details = [
		isPlaceholderEmail(email) ? undefined : email,
		location?.city,
		primaryAssignment?.job.title,
	];
	return {
		id,
		name: name || id,
		detail: details.filter(Boolean).join(' · '),
		url: profileUrl.replaceAll('{candidateId}', encodeURIComponent(id)),
	};
}
