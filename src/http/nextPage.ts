/** What a vendor may say about its own paging; everything else of an address is ours. */
const PAGING_PARAMETERS: ReadonlySet<string> = new Set([
	'start',
	'count',
	'page',
	'pageId',
	'page_id',
	'nextPage',
	'nextPageId',
	'limit',
	'offset',
]);

/** Longer headers and addresses than this are no pointers to a page. */
const LONGEST = 8_192;

/**
 * The paging parameters of an address that an answer gave. Host, path and all other parameters are left where they are:
 * the next request goes to the resource that was asked, whatever the answer says.
 */
export function pagingParameters(address: string | undefined): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	if (!address || address.length > LONGEST) return found;
	const mark = address.indexOf('?');
	if (mark < 0) return found;
	const [query = ''] = address.slice(mark + 1).split('#');
	for (const [name, value] of new URLSearchParams(query))
		if (PAGING_PARAMETERS.has(name) && value !== '' && !found.has(name)) found.set(name, value);
	return found;
}

/** The target of `rel="next"` in a `Link` header (RFC 8288); `undefined` when there is none. Reads once, left to right. */
export function nextInLinkHeader(header: string | undefined): string | undefined {
	if (!header || header.length > LONGEST) return undefined;
	let from = 0;
	for (;;) {
		const open = header.indexOf('<', from);
		const close = open < 0 ? -1 : header.indexOf('>', open);
		if (close < 0) return undefined;
		const following = header.indexOf('<', close);
		const end = following < 0 ? header.length : following;
		if (isNext(header.slice(close + 1, end))) return header.slice(open + 1, close);
		from = end;
	}
}

function isNext(parameters: string): boolean {
	return parameters.split(/[;,]/).some((part) => {
		const [name = '', value = ''] = part.split('=');
		const relations = value.replaceAll('"', '').trim().toLowerCase().split(/\s+/);
		return name.trim().toLowerCase() === 'rel' && relations.includes('next');
	});
}
