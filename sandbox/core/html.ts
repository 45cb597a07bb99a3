/** Markup that is safe to send: made by `html`, which escapes what it is given. */
export class Html {
	constructor(readonly text: string) {}
}

type Piece = Html | string | number | undefined | false | ReadonlyArray<Html | string>;

/** A template whose values are escaped, unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
	return new Html(strings.reduce((text, part, at) => text + render(pieces[at - 1]) + part));
}

/** Data inside a script element. */
export function json(value: unknown): Html {
	return new Html(JSON.stringify(value).replace(/</g, '\\u003c'));
}

function render(piece: Piece): string {
	if (piece === undefined || piece === false) return '';
	if (piece instanceof Html) return piece.text;
	if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece));
	return piece.map(render).join('');
}

const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
