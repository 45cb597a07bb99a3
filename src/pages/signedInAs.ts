import { createHash, timingSafeEqual } from 'node:crypto';

/** Whom a page lets in. */
export interface PageUser {
	user: string;
	password: string;
}

const LONGEST_HEADER = 4_000;

/**
 * Who signed in by HTTP Basic Auth; `undefined` when it is nobody whom the page knows. Takes as long for a wrong name as
 * for a wrong password. Without a password nobody gets in.
 */
export function signedInAs(header: unknown, known: PageUser): string | undefined {
	const given = typeof header === 'string' ? parse(header) : undefined;
	const user = same(given?.user ?? '', known.user);
	const password = same(given?.password ?? '', known.password);
	return given && user && password && known.user !== '' && known.password !== ''
		? known.user
		: undefined;
}

function parse(header: string): PageUser | undefined {
	if (header.length > LONGEST_HEADER) return undefined;
	const [, encoded] = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header) ?? [];
	if (encoded === undefined) return undefined;
	const text = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Digests have one length, so that a comparison tells nothing about it. */
function same(given: string, known: string): boolean {
	return timingSafeEqual(digest(given), digest(known));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
