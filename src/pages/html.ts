/** Markup that is safe to send: made by `html`, which escapes what it is given. */
export class Html {
	constructor(readonly text: string) {}
}

export type Piece = Html | string | number | undefined | false | readonly Piece[];

/** A template whose values are escaped, unless they are markup themselves. Nothing stands for `undefined` and `false`. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
	return new Html(strings.reduce((text, part, at) => text + render(pieces[at - 1]) + part));
}

function render(piece: Piece): string {
	if (piece === undefined || piece === false) return '';
	if (piece instanceof Html) return piece.text;
	if (typeof piece === 'string' || typeof piece === 'number') return escape(String(piece));
	return piece.map(render).join('');
}

/** Braces and the dollar as well: n8n's forms look for expressions in markup, and put it in place with `replace`. */
const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'{': '&#123;',
	'}': '&#125;',
	$: '&#36;',
};
const escape = (text: string): string =>
	text.replace(/[&<>"'{}$]/g, (char) => ESCAPES[char] ?? char);
