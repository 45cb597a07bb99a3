import { createHmac, timingSafeEqual } from 'node:crypto';

/** The headers of a delivery that its signature covers, by lower-case name. */
export type SignedHeaders = Readonly<Record<string, string | undefined>>;

const SCHEME = 'v1=';

/**
 * Whether a delivery was signed with one of `keys` (SmartRecruiters reference §10.4). The signature covers the bytes as
 * they came. While a key is being rotated, the header carries one signature for each; any that fits is enough. Takes
 * as long for a wrong signature as for a right one.
 */
export function isSigned(
	headers: SignedHeaders,
	rawBody: Uint8Array,
	keys: readonly string[],
): boolean {
	const given = (headers['smartrecruiters-signature'] ?? '')
		.split(';')
		.map((part) => part.trim())
		.filter((part) => part.startsWith(SCHEME))
		.map((part) => Buffer.from(part.slice(SCHEME.length)));
	let fits = false;
	for (const key of keys) {
		if (key === '') continue;
		const expected = Buffer.from(signatureOf(headers, rawBody, key));
		for (const one of given) {
			if (one.length === expected.length && timingSafeEqual(one, expected)) fits = true;
		}
	}
	return fits;
}

/** The signature of a delivery as lower-case hex; a header that is missing counts as empty. */
export function signatureOf(headers: SignedHeaders, rawBody: Uint8Array, key: string): string {
	const header = (name: string): string => headers[name] ?? '';
	return createHmac('sha256', key)
		.update(`${header('smartrecruiters-timestamp')}.`)
		.update(rawBody)
		.update(
			`.${header('event-id')}.${header('event-name')}.${header('event-version')}.${header('link')}`,
		)
		.digest('hex');
}
