import { createHash } from 'node:crypto';
import { normalForm } from './normalForm';

/**
 * LinkedIn exports carry no e-mail, and SmartRecruiters wants one (SmartRecruiters reference §5.4). Nobody can receive
 * mail in the reserved domain `invalid`. Whether SmartRecruiters takes it is not documented: users can name a domain of
 * their own.
 */
export const PLACEHOLDER_DOMAIN = 'no-email.invalid';

const PLACEHOLDER = /^linkedin-[0-9a-f]{24}-no-email@/i;

/**
 * The address that stands in for a missing one: the same for the same person every time, so that a candidate made by an
 * interrupted export is found again. It tells nothing of the person.
 *
 * @param person `urn:li:person:{id}`
 */
export function placeholderEmail(person: string, domain = PLACEHOLDER_DOMAIN): string {
	const hash = createHash('sha256').update(person).digest('hex').slice(0, 24);
	return `linkedin-${hash}-no-email@${domain}`;
}

/** Whether an address is one of ours, of whatever domain: such a one never goes to LinkedIn. */
export function isPlaceholderEmail(email: string | undefined): boolean {
	return email !== undefined && PLACEHOLDER.test(normalForm(email));
}
