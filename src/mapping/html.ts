/** A piece of HTML: a tag, an entity, or a run of text. */
export interface HtmlToken {
	kind: 'open' | 'close' | 'void' | 'comment' | 'entity' | 'text';
	/** As it stands in the HTML. */
	raw: string;
	/** Of a tag, in lower case. */
	name: string;
}

const VOID = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'wbr', 'col', 'area', 'source']);

const LESS = 60;
const GREATER = 62;
const AMPERSAND = 38;

const COMMENT = '<!--';
const COMMENT_END = '-->';
const TAG = /^<(\/?)([A-Za-z][A-Za-z0-9-]{0,30})/;
/** No entity is longer. */
const LONGEST_HEAD = 40;
const ENTITY = /^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/;

/**
 * Splits HTML into tokens, from left to right, looking at no character more than a few times whatever the HTML. A `<` that
 * begins no tag is text, and so is one without an end.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
	let at = 0;
	let commentEnd = 0;
	while (at < html.length) {
		let token: HtmlToken | undefined;
		const code = html.charCodeAt(at);
		if (code === LESS && html.startsWith(COMMENT, at)) {
			if (commentEnd < at + COMMENT.length) {
				const found = html.indexOf(COMMENT_END, at + COMMENT.length);
				// Looked for once: where none comes, none comes for those behind either.
				commentEnd = found < 0 ? Number.POSITIVE_INFINITY : found;
			}
			if (Number.isFinite(commentEnd))
				token = {
					kind: 'comment',
					raw: html.slice(at, commentEnd + COMMENT_END.length),
					name: '',
				};
		} else if (code === LESS) token = tagAt(html, at);
		else if (code === AMPERSAND) token = entityAt(html, at);
		token ??= { kind: 'text', raw: html.slice(at, endOfText(html, at)), name: '' };
		yield token;
		at += token.raw.length;
	}
}

/** A tag does not reach into the next one: nothing behind the next `<` is looked at. */
function tagAt(html: string, at: number): HtmlToken | undefined {
	const head = TAG.exec(html.slice(at, at + LONGEST_HEAD));
	if (!head) return undefined;
	let end = at + 1;
	for (; end < html.length; end += 1) {
		const code = html.charCodeAt(end);
		if (code === LESS) return undefined;
		if (code === GREATER) break;
	}
	if (end >= html.length) return undefined;
	const raw = html.slice(at, end + 1);
	const name = (head[2] ?? '').toLowerCase();
	const kind = head[1] ? 'close' : VOID.has(name) || raw.endsWith('/>') ? 'void' : 'open';
	return { kind, raw, name };
}

function entityAt(html: string, at: number): HtmlToken | undefined {
	const raw = ENTITY.exec(html.slice(at, at + LONGEST_HEAD))?.[0];
	return raw === undefined ? undefined : { kind: 'entity', raw, name: '' };
}

function endOfText(html: string, at: number): number {
	let end = at + 1;
	for (; end < html.length; end += 1) {
		const code = html.charCodeAt(end);
		if (code === LESS || code === AMPERSAND) break;
	}
	return end;
}
