import { z } from 'zod';
import { fieldsOf, listOf, LooseNumber } from './lenientShapes';
import { encodeValue } from './restli';

/** Where a list goes on (LinkedIn reference §14.6): values of parameters of the same resource, nothing else. */
export type NextParameters = ReadonlyMap<string, string>;

export interface Paging {
	total?: number | undefined;
	hasNext: boolean;
	/** What the link to the next page says of `start`, `count` and a cursor; empty where it says nothing of them. */
	next: NextParameters;
}

/** Parameters that a link may set, and how their values look. */
const TAKEN: ReadonlyMap<string, RegExp> = new Map([
	['start', /^\d{1,9}$/],
	['count', /^\d{1,6}$/],
	['cursor', /^[^\s]{1,1000}$/],
	['pageToken', /^[^\s]{1,1000}$/],
]);
const LONGEST_LINK = 4_000;

const LinkSchema = z.object({ rel: z.string(), href: z.unknown() });
const FieldsSchema = z.object({ total: LooseNumber, links: listOf(LinkSchema) });

/** `paging` of a finder's answer, however odd; of a link's address, host and path are never looked at. */
export const PagingSchema = z.unknown().transform((value): Paging => {
	const { total, links } = FieldsSchema.parse(fieldsOf(value));
	const next = links.read.find(({ rel }) => rel === 'next');
	return {
		...(total !== undefined && { total }),
		hasNext: next !== undefined,
		next: parametersOf(next?.href),
	};
});

function parametersOf(href: unknown): NextParameters {
	const taken = new Map<string, string>();
	if (typeof href !== 'string' || href.length > LONGEST_LINK) return taken;
	const mark = href.indexOf('?');
	const query = mark < 0 ? '' : (href.slice(mark + 1).split('#')[0] ?? '');
	for (const pair of query.split('&')) {
		const at = pair.indexOf('=');
		const name = pair.slice(0, Math.max(0, at));
		const value = decode(pair.slice(at + 1));
		if (value !== undefined && TAKEN.get(name)?.test(value)) taken.set(name, value);
	}
	return taken;
}

/** A query with these parameters in place of its own of those names. */
export function withParameters(query: string, next: NextParameters): string {
	const kept = query.split('&').filter((pair) => pair !== '' && !next.has(nameIn(pair)));
	const set = [...next].map(([name, value]) => `${name}=${encodeValue(value, '1.0')}`);
	return [...kept, ...set].join('&');
}

function nameIn(pair: string): string {
	return pair.split('=')[0] ?? '';
}

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
