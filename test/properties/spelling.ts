import * as fc from 'fast-check';

/** Words that admins mark people with, in several scripts, with what makes comparing hard. */
const RULES = [
	'confidential',
	'geschützt',
	'Straße 9',
	'très privé',
	"Côte d'Azur",
	'C-level hire',
	'конфиденциально',
	'Ευαίσθητος',
	'機密',
	'비밀',
	'सुरक्षित',
	'gizli İzin',
	'ﬁnal list',
] as const;

const INVISIBLE = [
	'\u200b',
	'\u200c',
	'\u200d',
	'\u2060',
	'\ufeff',
	'\u00ad',
	'\ufe0f',
	'\u034f',
	'\u061c',
	'\u180e',
	'\u0000',
] as const;
const BLANKS = [' ', '  ', '\u00a0', '\u3000', '\t', '\n', '\u2009', '\u202f', ' \u00a0 '] as const;
const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;

export interface Spelling {
	form: (typeof FORMS)[number];
	letters: 'as they are' | 'upper' | 'lower' | 'wide';
	/** Where, from 0 to 1, and what. */
	invisible: ReadonlyArray<readonly [at: number, what: string]>;
	before: string;
	between: string;
	after: string;
}

export const rule: fc.Arbitrary<string> = fc.constantFrom(...RULES);

export const spelling: fc.Arbitrary<Spelling> = fc.record({
	form: fc.constantFrom(...FORMS),
	letters: fc.constantFrom(
		'as they are' as const,
		'upper' as const,
		'lower' as const,
		'wide' as const,
	),
	invisible: fc.array(
		fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom<string>(...INVISIBLE)),
		{ maxLength: 4 },
	),
	before: fc.constantFrom('', ...BLANKS),
	between: fc.constantFrom<string>(...BLANKS),
	after: fc.constantFrom('', ...BLANKS),
});

/** The same word to whoever reads it. */
export function spelled(word: string, how: Spelling): string {
	const letters = {
		'as they are': word,
		upper: word.toUpperCase(),
		lower: word.toLowerCase(),
		wide: word.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
	}[how.letters];
	const units = [...letters.normalize(how.form)];
	for (const [at, what] of how.invisible) units.splice(Math.floor(at * units.length), 0, what);
	return how.before + units.join('').replace(/ /g, how.between) + how.after;
}
