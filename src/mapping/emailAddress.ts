/** An address without case and Unicode differences; `undefined` when it is none. */
export function foldAddress(email: string | undefined): string | undefined {
	const folded = email?.normalize('NFKC').trim().toLowerCase() ?? '';
	return /^[^\s@]+@[^\s@]+$/.test(folded) ? folded : undefined;
}

/** A folded address without the tag behind a plus: `ada+linkedin@…` is `ada@…`. */
export function withoutTag(address: string): string {
	return address.replace(/^([^@+]+)\+[^@]*@/, '$1@');
}

/** The part of a folded address before the @. */
export function mailboxOf(address: string): string {
	return address.slice(0, address.indexOf('@'));
}
