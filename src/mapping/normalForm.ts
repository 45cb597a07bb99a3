/** Longer texts are compared by their beginning: no tag, name or label comes near this. */
const LONGEST = 2_000;

/** Nor does any field that a vendor keeps. */
const LONGEST_READ = 200_000;

/** Nothing is seen of these: format characters, fillers, variation selectors, and controls that are no white space. */
const INVISIBLE =
	/[\p{Default_Ignorable_Code_Point}\p{Cf}\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F]/gu;

/** Blank without being white space to Unicode. */
const BLANKS = /[\s\u0085\u2800]+/gu;

const DASHES = /[\p{Pd}\u2212]/gu;
const APOSTROPHES = /[\u2018\u2019\u02BC\u02B9\u00B4\u0060]/gu;

/**
 * A text as a reader knows it again: however its accents are composed, whatever its case, its white space, its kinds of
 * dash and apostrophe, and what invisible characters stand in it. Two texts are the same to a person when their normal
 * forms are equal. For comparing only: never shown, never sent.
 */
export function normalForm(text: string): string {
	if (PLAIN.test(text)) return foldPlain(text.slice(0, LONGEST_READ));
	// What is invisible goes first: a thousand of them must not push a word behind the bound.
	let before = text
		.slice(0, LONGEST_READ)
		.replace(INVISIBLE, '')
		.replace(BLANKS, ' ')
		.slice(0, LONGEST);
	// Removing what is invisible may bring together what composes; twice is enough, the rest is for certainty.
	for (let round = 0; round < 4; round += 1) {
		const after = fold(before);
		if (after === before) break;
		before = after;
	}
	return before;
}

/** Printable ASCII: most of what comes, and nothing in it has two forms. */
const PLAIN = /^[\x20-\x7e]*$/;

/** What `fold` makes of it, without the work. */
function foldPlain(text: string): string {
	return text.replace(/ {2,}/g, ' ').slice(0, LONGEST).replaceAll('`', "'").trim().toLowerCase();
}

function fold(text: string): string {
	return (
		text
			.normalize('NFKC')
			.replace(INVISIBLE, '')
			.replace(DASHES, '-')
			.replace(APOSTROPHES, "'")
			.replace(BLANKS, ' ')
			.trim()
			.normalize('NFKC')
			.toUpperCase()
			.toLowerCase()
			.replaceAll('ς', 'σ')
			// A dotted capital I gives an i with a dot of its own.
			.replaceAll('i\u0307', 'i')
			.normalize('NFKC')
	);
}
