import { InvalidIdError } from '../errors/InvalidIdError';
import { whyNoSegment } from '../http/segment';
import type { HttpRequest } from '../http/Transport';
import { wellFormed } from './wellFormed';

/** Rest.li key syntax: 1.0 without a protocol header, or 2.0.0 (LinkedIn reference §14.4). */
export type RestliProtocol = '1.0' | '2.0.0';

/** A compound key, in the order in which its parts are written. */
export type CompoundKey = ReadonlyArray<readonly [name: string, value: string]>;

/** LinkedIn answers 414 above 4 KB of query; its own client switches at 4,000 characters (§14.5). */
const LONGEST_QUERY = 4_000;

/** Most values: nothing in them is escaped. */
const PLAIN: Readonly<Record<RestliProtocol, RegExp>> = {
	'1.0': /^[\w.~:-]+$/,
	'2.0.0': /^[\w.~-]+$/,
};

/**
 * Encodes one value: colons stay literal in 1.0, as in LinkedIn's samples; in 2.0 everything structural is escaped, and
 * the empty text is `''` (§14.4). Half a character becomes U+FFFD.
 */
export function encodeValue(value: string, protocol: RestliProtocol): string {
	if (PLAIN[protocol].test(value)) return value;
	if (value === '' && protocol === '2.0.0') return "''";
	const encoded = encodeURIComponent(wellFormed(value)).replace(
		/[!'()*]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
	);
	return protocol === '1.0' ? encoded.replace(/%3A/g, ':') : encoded;
}

/**
 * One part of a path, in LinkedIn's spelling; what may stand in a path at all is decided where SmartRecruiters' parts are.
 *
 * @throws InvalidIdError as `segment` of src/http
 */
export function segment(value: string, protocol: RestliProtocol): string {
	const why = whyNoSegment(value);
	if (why !== undefined) throw new InvalidIdError(why);
	return encodeValue(value, protocol);
}

/**
 * A compound key as one part of a path.
 *
 * @throws InvalidIdError when a part of it cannot stand there
 */
export function keySegment(key: CompoundKey, protocol: RestliProtocol): string {
	for (const [, value] of key) segment(value, protocol);
	return encodeKey(key, protocol);
}

/** The key as it stands in the `entities` map and in queries. */
export function encodeKey(key: CompoundKey, protocol: RestliProtocol): string {
	return protocol === '1.0'
		? key.map(([name, value]) => `${name}=${encodeValue(value, protocol)}`).join('&')
		: `(${key.map(([name, value]) => `${name}:${encodeValue(value, protocol)}`).join(',')})`;
}

/** The `ids` parameter for a batch of compound keys. */
export function compoundIds(keys: readonly CompoundKey[], protocol: RestliProtocol): string {
	return protocol === '1.0'
		? keys
				.flatMap((key, index) =>
					key.map(([name, value]) => `ids[${index}].${name}=${encodeValue(value, protocol)}`),
				)
				.join('&')
		: `ids=List(${keys.map((key) => encodeKey(key, protocol)).join(',')})`;
}

/** The `ids` parameter for a batch of simple keys. */
export function simpleIds(ids: readonly string[], protocol: RestliProtocol): string {
	return listParameter('ids', ids, protocol);
}

/** A parameter with several values: repeated in 1.0, `List(…)` in 2.0.0. */
export function listParameter(
	name: string,
	values: readonly string[],
	protocol: RestliProtocol,
): string {
	return protocol === '1.0'
		? values.map((value) => `${name}=${encodeValue(value, protocol)}`).join('&')
		: `${name}=List(${values.map((value) => encodeValue(value, protocol)).join(',')})`;
}

/** Reads one part out of a key that LinkedIn wrote, in either syntax and any order; `undefined` when it is not there. */
export function keyPart(key: string, name: string): string | undefined {
	const inner = key.startsWith('(') && key.endsWith(')') ? key.slice(1, -1) : key;
	const separator = inner === key ? '=' : ':';
	for (const part of inner.split(inner === key ? '&' : ',')) {
		if (part.startsWith(`${name}${separator}`)) {
			return decode(part.slice(name.length + 1));
		}
	}
	return undefined;
}

/** What is no encoding is meant as it stands. */
function decode(text: string): string {
	if (text === "''") return '';
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/**
 * Puts path, query and body together, and tunnels the query through the body where it would be too long (§14.5).
 * The original `x-restli-method` header stays.
 */
export function restliRequest(
	parts: HttpRequest & { query: string; boundary: string },
): HttpRequest {
	const { method, url, query, headers, body, boundary } = parts;
	if (query.length <= LONGEST_QUERY) {
		const full = query ? `${url}?${query}` : url;
		return body === undefined
			? { method, url: full, headers }
			: { method, url: full, headers, body };
	}
	if (body === undefined) {
		return {
			method: 'POST',
			url,
			headers: {
				...headers,
				'x-http-method-override': method,
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: query,
		};
	}
	return {
		method: 'POST',
		url,
		headers: {
			...headers,
			'x-http-method-override': method,
			'content-type': `multipart/mixed; boundary=${boundary}`,
		},
		body: [
			`--${boundary}`,
			'Content-Type: application/x-www-form-urlencoded',
			'',
			query,
			`--${boundary}`,
			'Content-Type: application/json',
			'',
			body,
			`--${boundary}--`,
			'',
		].join('\r\n'),
	};
}
