import { problem } from './problems';
import type { RestliRequest } from './readRequest';

/** A compound key as name → value. */
export type Key = Readonly<Record<string, string>>;

/** Reads a query of either syntax into repeated names. */
export function queryParameters(query: string): Map<string, string[]> {
	const parameters = new Map<string, string[]>();
	for (const pair of query.split('&')) {
		if (pair === '') continue;
		const at = pair.indexOf('=');
		const name = decode(at < 0 ? pair : pair.slice(0, at));
		const value = at < 0 ? '' : pair.slice(at + 1);
		const known = parameters.get(name);
		if (known) known.push(value);
		else parameters.set(name, [value]);
	}
	return parameters;
}

/** `ids` as compound keys, in the syntax that the protocol header names (LinkedIn reference §14.4). */
export function compoundIds(request: RestliRequest): Key[] {
	const { query, protocol } = request;
	if (protocol === '2.0.0') {
		if (query.includes('ids[') || query.includes('ids%5B')) throw mismatch();
		return listItems(query).map(parseKey);
	}
	if (/(^|&)ids=List/.test(query)) throw mismatch();
	const keys: Array<Record<string, string>> = [];
	for (const pair of query.split('&')) {
		const match = /^ids(?:\[|%5B)(\d+)(?:\]|%5D)\.([^=]+)=(.*)$/i.exec(pair);
		if (!match) continue;
		const key = (keys[Number(match[1])] ??= {});
		key[decode(match[2] ?? '')] = decode(match[3] ?? '');
	}
	return keys.filter((key) => key !== undefined);
}

/** `ids` as simple keys. */
export function simpleIds(request: RestliRequest): string[] {
	if (request.protocol === '2.0.0') return listItems(request.query).map(decode);
	const values = queryParameters(request.query).get('ids') ?? [];
	if (values.some((value) => value.startsWith('List('))) throw mismatch();
	return values.map(decode);
}

/** A key as it stands in a path segment or in `entities`, of either syntax. */
export function parseKey(text: string): Key {
	const compound = text.startsWith('(') && text.endsWith(')');
	const inner = compound ? text.slice(1, -1) : text;
	const separator = compound ? ':' : '=';
	const key: Record<string, string> = {};
	for (const part of inner.split(compound ? ',' : '&')) {
		const at = part.indexOf(separator);
		if (at < 0) throw problem(400, 'Batch key parameter value is invalid');
		const name = part.slice(0, at);
		if (name !== '$params') key[name] = decode(part.slice(at + 1));
	}
	return key;
}

/** One text for a key, whatever the order of its parts. */
export function canonical(key: Key): string {
	return Object.keys(key)
		.sort()
		.map((name) => `${name}=${key[name] ?? ''}`)
		.join('&');
}

/** How LinkedIn writes a key back: alphabetical, so never as the client sent it. */
export function writeKey(key: Key, protocol: RestliRequest['protocol']): string {
	const names = Object.keys(key).sort();
	return protocol === '2.0.0'
		? `(${names.map((name) => `${name}:${encodeURIComponent(key[name] ?? '')}`).join(',')})`
		: names
				.map((name) => `${name}=${encodeURIComponent(key[name] ?? '').replace(/%3A/g, ':')}`)
				.join('&');
}

function listItems(query: string): string[] {
	const list = /(?:^|&)ids=List\((.*)\)(?:&|$)/.exec(query)?.[1];
	if (list === undefined) throw mismatch();
	if (list === '') return [];
	const items: string[] = [];
	let depth = 0;
	let from = 0;
	for (let at = 0; at <= list.length; at += 1) {
		const char = list[at];
		if (char === '(') depth += 1;
		if (char === ')') depth -= 1;
		if (char === undefined || (char === ',' && depth === 0)) {
			items.push(list.slice(from, at));
			from = at + 1;
		}
	}
	return items;
}

function mismatch() {
	return problem(400, 'Batch key parameter value is invalid');
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw problem(400, 'Batch key parameter value is invalid');
	}
}
