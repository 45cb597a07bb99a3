/**
 * A Recruiter contract as people have it, the bare number or the URN, as a URN.
 *
 * @returns `undefined` when it is neither
 */
export function toContractUrn(text: string): string | undefined {
	const number = /^(?:urn:li:contract:)?(\d+)$/.exec(text.trim())?.[1];
	return number === undefined ? undefined : `urn:li:contract:${number}`;
}

/** The number that Recruiter shows for a contract. */
export function contractNumber(contractUrn: string): string {
	return contractUrn.replace('urn:li:contract:', '');
}
