/** RFC 5321: 64 for the mailbox, 255 for the domain. */
const LONGEST = 320;

/** An address without what is invisible in it, and without white space around it. */
export function cleanAddress(email: string | undefined): string | undefined {
	if (email === undefined || email.length > 2 * LONGEST) return undefined;
	const address = email.replace(/\p{Default_Ignorable_Code_Point}/gu, '').trim();
	return address === '' ? undefined : address;
}

/** Whether LinkedIn takes an address: `X@X.X` (LinkedIn reference §5.1). Looks at each character once. */
export function isAddress(address: string): boolean {
	if (address.length > LONGEST || /[\s\p{Cs}\p{Cc}]/u.test(address)) return false;
	const at = address.indexOf('@');
	if (at < 1 || address.indexOf('@', at + 1) >= 0) return false;
	const domain = address.slice(at + 1);
	const dot = domain.indexOf('.', 1);
	return dot >= 1 && dot < domain.length - 1;
}

/** An address without case and Unicode differences; `undefined` when it is none. */
export function foldAddress(email: string | undefined): string | undefined {
	const folded = cleanAddress(email)?.normalize('NFKC').trim().toLowerCase() ?? '';
	return folded.length <= LONGEST && /^[^\s@]+@[^\s@]+$/.test(folded) ? folded : undefined;
}

/** A folded address without the tag behind a plus: `ada+linkedin@…` is `ada@…`. */
export function withoutTag(address: string): string {
	return address.replace(/^([^@+]+)\+[^@]*@/, '$1@');
}

/** The part of a folded address before the @. */
export function mailboxOf(address: string): string {
	return address.slice(0, address.indexOf('@'));
}
