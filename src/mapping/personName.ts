import { normalForm } from './normalForm';

/** A person's name as an account shows it. */
export interface NameParts {
	firstName: string;
	lastName: string;
}

/** Letters that no decomposition turns into plain ones. */
const LETTERS: ReadonlyMap<string, string> = new Map([
	['ß', 'ss'],
	['æ', 'ae'],
	['œ', 'oe'],
	['ø', 'o'],
	['ł', 'l'],
	['đ', 'd'],
	['ð', 'd'],
	['þ', 'th'],
	['ı', 'i'],
]);
/** How German and Scandinavian names are spelled where the keyboard lacks the letter. */
const SPELLED: ReadonlyMap<string, string> = new Map([
	['ä', 'ae'],
	['ö', 'oe'],
	['ü', 'ue'],
	['å', 'aa'],
	['ø', 'oe'],
]);

/** Names are compared by their beginning: nobody's is longer, and the work stays bounded. */
const LONGEST_NAME = 300;

const replaceLetters = (text: string, letters: ReadonlyMap<string, string>): string =>
	text.replace(/\p{L}/gu, (letter) => letters.get(letter) ?? letter);

/** Splits at everything that is no letter, digit or accent: `Müller-Lüdenscheidt` is two words, `O’Neil` one. */
function words(text: string): string[] {
	return text
		.replace(/['’ʼ`´]/g, '')
		.split(/[^\p{L}\p{N}\p{M}]+/u)
		.filter((word) => word !== '');
}

/** The words of a text without case and accents. */
export function foldWords(text: string): string[] {
	const plain = text
		.slice(0, LONGEST_NAME)
		.normalize('NFKD')
		.replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
		.toLowerCase();
	return words(replaceLetters(plain, LETTERS));
}

/** As `foldWords`, with `ü` as `ue` and the like. */
function spelledWords(text: string): string[] {
	const composed = text.slice(0, LONGEST_NAME).normalize('NFC').toLowerCase();
	return foldWords(replaceLetters(composed, SPELLED));
}

/** Same letters, accents and order; only what `normalForm` folds is let pass. */
export function exactName({ firstName, lastName }: NameParts): string {
	return [firstName, lastName].map(normalForm).join('\n').trim();
}

/** Keys under which names that could mean the same person meet: all words in any order, and the outer two. */
export function nameKeys(name: NameParts): string[] {
	const keys = new Set<string>();
	for (const fold of [foldWords, spelledWords]) {
		const all = fold(`${name.firstName} ${name.lastName}`);
		const [first] = all;
		const last = all[all.length - 1];
		if (!first || !last) continue;
		keys.add([...all].sort().join(' '));
		keys.add([first, last].sort().join(' '));
		keys.add(all.join(''));
	}
	return [...keys];
}

/**
 * Whether two names are one person's, given other evidence such as the same address: order, case, accents and
 * punctuation do not count, and one side may have more words (a middle name, a title) where the two share two or more.
 */
export function sameName(one: NameParts, other: NameParts): boolean {
	return [foldWords, spelledWords].some((fold) => {
		const [a, b] = [one, other].map((name) => ({
			all: fold(`${name.firstName} ${name.lastName}`),
			joined: [
				fold(`${name.firstName} ${name.lastName}`).join(''),
				fold(`${name.lastName} ${name.firstName}`).join(''),
			],
		}));
		if (!a || !b || a.all.length === 0 || b.all.length === 0) return false;
		if (a.joined.some((text) => b.joined.includes(text))) return true;
		const [few, many] = a.all.length <= b.all.length ? [a.all, b.all] : [b.all, a.all];
		return few.length >= 2 && contains(many, few);
	});
}

/** Whether two names cannot be compared: one is written in Latin letters, the other in none. */
export function inDifferentAlphabets(one: NameParts, other: NameParts): boolean {
	const [a, b] = [one, other].map((name) => `${name.firstName} ${name.lastName}`);
	const letters = (text = ''): boolean => /\p{L}/u.test(text);
	const latin = (text = ''): boolean => /\p{Script=Latin}/u.test(text);
	return letters(a) && letters(b) && latin(a) !== latin(b);
}

/** Whether a mailbox such as `anna.ivanova7` spells the first and the last name. */
export function spellsName(mailbox: string, { firstName, lastName }: NameParts): boolean {
	const text = foldWords(mailbox).join(' ');
	const [first] = foldWords(firstName);
	const last = foldWords(lastName).pop();
	return [first, last].every(
		(word) => word !== undefined && word.length > 1 && text.includes(word),
	);
}

/** Whether every word of `few` is among `many`, each as often. */
function contains(many: readonly string[], few: readonly string[]): boolean {
	const left = [...many];
	return few.every((word) => {
		const at = left.indexOf(word);
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	});
}
