import { cutText } from './cutText';
import { wellFormed } from './wellFormed';

/** Characters that steer text instead of being text: they could hide or reorder what stands around them. */
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;
/** Nothing is seen of these, so they must not keep two characters apart. */
const MARKUP = /([@#])[\u00AD\u200B-\u200D\u2060\uFEFF]*(?=\[)/g;

/**
 * Foreign text made harmless in a note: it can neither mention a user (`@[USER:…]` sends an e-mail) nor tag a candidate,
 * nor be taken for HTML or for our own mark (SmartRecruiters reference §7.1). All words stay readable.
 */
export function inert(text: string): string {
	return wellFormed(text)
		.replace(/\r\n?/g, '\n')
		.replace(CONTROLS, '')
		.replace(/<(?=[A-Za-z/!?])/g, '‹')
		.replace(MARKUP, '$1 ')
		.replace(/Ref:(?=\s*LI-)/g, 'Ref :');
}

/** Foreign text that has to fit into one line. */
export function inertLine(text: string, longest = 300): string {
	const line = inert(text).replace(/\s+/g, ' ').trim();
	return line.length <= longest ? line : `${cutAt(line, longest - 1)}…`;
}

/** How far back a cut looks for a blank. */
const LOOK_BACK = 400;
/** Splits a text into pieces of at most `longest` characters, between lines or words where it can. */
export function splitText(text: string, longest: number): string[] {
	const pieces: string[] = [];
	let rest = text;
	while (rest.length > longest) {
		const piece = cutAt(rest, longest);
		pieces.push(piece.trimEnd());
		rest = rest.slice(piece.length).trimStart();
	}
	return [...pieces, rest];
}

/** The longest beginning of at most `longest` characters that ends well. */
function cutAt(text: string, longest: number): string {
	const head = text.slice(0, longest);
	const tail = head.slice(-LOOK_BACK);
	const line = tail.lastIndexOf('\n');
	const blank = line >= 0 ? line : tail.lastIndexOf(' ');
	if (blank > 0) return head.slice(0, head.length - tail.length + blank);
	// No blank near: not through the middle of what is seen as one character.
	return cutText(text, longest);
}
