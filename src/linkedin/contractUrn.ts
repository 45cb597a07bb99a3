import { ConfigurationError } from '../errors/ConfigurationError';

/**
 * Accepts a Recruiter contract as the admin has it: the bare number or the URN.
 *
 * @throws ConfigurationError when it is neither
 */
export function toContractUrn(text: string): string {
	const match = /^(?:urn:li:contract:)?(\d+)$/.exec(text.trim());
	if (!match) {
		throw new ConfigurationError(
			'A contract is not a Recruiter contract',
			'Enter the number of the contract as Recruiter shows it, for example 2001, or urn:li:contract:2001.',
		);
	}
	return `urn:li:contract:${match[1]}`;
}
