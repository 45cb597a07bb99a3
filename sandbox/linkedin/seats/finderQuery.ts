import type { GuardedCall } from '../guard';
import { problem } from '../problems';
import { queryParameters } from '../restliKeys';

/** Reads a finder's parameters in the syntax that the protocol header names (LinkedIn reference §14.4). */
export interface FinderQuery {
	text: (name: string) => string | undefined;
	/** Repeated names in 1.0, `List(a,b)` in 2.0.0. */
	list: (name: string) => string[];
	/** @throws Problem 400 when it is no whole number from 0 on */
	whole: (name: string) => number | undefined;
}

export function finderQuery(call: GuardedCall): FinderQuery {
	const parameters = queryParameters(call.query);
	const text = (name: string): string | undefined => {
		const [value] = parameters.get(name) ?? [];
		return value === undefined ? undefined : decode(value);
	};
	return {
		text,
		list: (name) => {
			const values = parameters.get(name) ?? [];
			if (call.protocol === '1.0') {
				if (values.some((value) => value.startsWith('List('))) throw invalid(name);
				return values.map(decode);
			}
			const [value] = values;
			if (value === undefined) return [];
			const inner = /^List\((.*)\)$/.exec(value)?.[1];
			if (inner === undefined || values.length > 1) throw invalid(name);
			return inner === '' ? [] : inner.split(',').map(decode);
		},
		whole: (name) => {
			const value = text(name);
			if (value === undefined) return undefined;
			if (!/^\d+$/.test(value)) throw invalid(name);
			return Number(value);
		},
	};
}

/** The page of a finder's answer, with links to the ones beside it (§14.6). */
export function finderPage<T>(
	path: string,
	call: GuardedCall,
	found: readonly T[],
	choice: { start: number; count: number; withTotal: boolean; foreignHost: boolean },
) {
	const { start, count, withTotal, foreignHost } = choice;
	// Host and path of a link are nothing to follow: a client takes `start` and `count` alone.
	const base = foreignHost ? `https://elsewhere.example.com${path}` : path;
	const rest = call.query
		.split('&')
		.filter((pair) => !/^(start|count)=/.test(pair))
		.join('&');
	const href = (at: number): string => `${base}?${rest}&start=${at}&count=${count}`;
	const link = (rel: 'prev' | 'next', at: number) => ({
		rel,
		type: 'application/json',
		href: href(at),
	});
	return {
		elements: found.slice(start, start + count),
		paging: {
			start,
			count,
			...(withTotal && { total: found.length }),
			links: [
				...(start > 0 ? [link('prev', Math.max(0, start - count))] : []),
				...(start + count < found.length ? [link('next', start + count)] : []),
			],
		},
	};
}

function invalid(name: string) {
	return problem(400, `Query parameter ${name} is invalid`);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		throw problem(400, 'Query parameter is invalid');
	}
}
