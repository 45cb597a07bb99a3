import { htmlTokens } from './html';
import { normalForm } from './normalForm';

/** Tags inside a word; every other one keeps two words apart. */
const INLINE = new Set([
	'a',
	'b',
	'em',
	'font',
	'i',
	'mark',
	'small',
	'span',
	'strong',
	'sub',
	'sup',
	'u',
]);

/** What is between these is never seen. */
const UNSEEN = new Set(['script', 'style', 'template', 'title', 'head']);

/** Entities of which nothing is seen but a space, if that. */
const BLANK = new Map([
	['&nbsp;', ' '],
	['&ensp;', ' '],
	['&emsp;', ' '],
	['&thinsp;', ' '],
	['&hairsp;', ' '],
	['&numsp;', ' '],
	['&puncsp;', ' '],
	['&Tab;', ' '],
	['&NewLine;', ' '],
	['&shy;', ''],
	['&zwj;', ''],
	['&zwnj;', ''],
	['&lrm;', ''],
	['&rlm;', ''],
	['&NoBreak;', ''],
]);

/** Never seen, and never part of a character that is; the joiners of emoji stay. */
const INVISIBLE =
	/[\u00AD\u115F\u1160\u180E\u200B\u200C\u200E\u200F\u2060-\u206F\u3164\uFEFF\uFFA0]/g;
const BLANKS = /[\s\u0085\u2800]+/g;

const segmenter = new Intl.Segmenter();

/**
 * How many characters a reader of this HTML sees, up to `enough`: tags, comments and entities for white space count for
 * nothing, an entity counts as its character, and white space counts once.
 */
export function visibleLength(html: string, enough: number): number {
	let seen = '';
	let hidden: string | undefined;
	for (const { kind, raw, name } of htmlTokens(html)) {
		if (hidden !== undefined) {
			if (kind === 'close' && name === hidden) hidden = undefined;
		} else if (kind === 'open' && UNSEEN.has(name)) hidden = name;
		else if (kind === 'text') seen += raw;
		else if (kind === 'entity') seen += BLANK.get(raw) ?? characterOf(raw);
		else if (kind !== 'comment' && !INLINE.has(name)) seen += ' ';
	}
	let length = 0;
	for (const { segment } of segmenter.segment(
		seen.replace(INVISIBLE, '').replace(BLANKS, ' ').trim(),
	)) {
		if (segment === ' ' || normalForm(segment) !== '') length += 1;
		if (length >= enough) break;
	}
	return length;
}

function characterOf(entity: string): string {
	const number = /^&#(?:[xX]([0-9a-fA-F]+)|(\d+));$/.exec(entity);
	if (!number) return 'x';
	const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
	return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
		? String.fromCodePoint(code)
		: '';
}
