import fc from 'fast-check';
import { cutHtml } from '../../../src/mapping/cutHtml';
import { cutText } from '../../../src/mapping/cutText';
import { isAddress } from '../../../src/mapping/emailAddress';
import { htmlTokens } from '../../../src/mapping/html';
import { linkedInProfileUrl } from '../../../src/mapping/linkedInProfileUrl';
import { normalForm } from '../../../src/mapping/normalForm';
import { foldWords, nameKeys, sameName } from '../../../src/mapping/personName';
import { phoneNumber } from '../../../src/mapping/phoneNumber';
import { cleanText, presentText } from '../../../src/mapping/presentText';
import { visibleLength } from '../../../src/mapping/visibleLength';
import { webAddress } from '../../../src/mapping/webAddress';

const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const characters = (text: string): string[] =>
	[...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
/** Text with halves of characters, flags, families, stacked accents and markup in it. */
const anyText = fc
	.array(
		fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 8 }),
			fc.string({ unit: 'binary', maxLength: 4 }),
			fc.constantFrom(
				'\uD83D',
				'\uDE00',
				'🇩🇪',
				'👨‍👩‍👧‍👦',
				'e\u0301',
				'&amp;',
				'&nbsp;',
				'<li>',
				'</li>',
				'<p class="a">',
				'<br>',
			),
		),
		{ maxLength: 40 },
	)
	.map((parts) => parts.join(''));

describe('cutting a text', () => {
	it('never leaves half a character, whatever the text and wherever the limit', () => {
		fc.assert(
			fc.property(anyText, fc.integer({ min: 1, max: 120 }), (text, longest) => {
				const cut = cutText(text, longest);
				expect(cut.length).toBeLessThanOrEqual(longest);
				expect(cut).not.toMatch(HALF);
			}),
		);
	});

	it('keeps as many whole characters as fit', () => {
		expect(cutText(`${'A'.repeat(199)}😀`, 200)).toBe('A'.repeat(199));
		expect(cutText(`${'A'.repeat(198)}😀`, 200)).toBe(`${'A'.repeat(198)}😀`);
		expect(cutText('🇩🇪🇵🇱🇳🇱', 11)).toBe('🇩🇪🇵🇱');
		expect(cutText('👨‍👩‍👧‍👦', 4)).toBe('👨\u200D'.slice(0, 3));
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme', maxLength: 60 }),
				fc.integer({ min: 30, max: 60 }),
				(text, longest) => {
					const cut = cutText(text, longest);
					expect(text.startsWith(cut)).toBe(true);
					const next = characters(text)[characters(cut).length] ?? '';
					expect(next === '' || cut.length + next.length > longest).toBe(true);
				},
			),
		);
	});
});

describe('cutting HTML', () => {
	const balanced = (html: string): boolean => {
		const open: string[] = [];
		for (const { kind, name } of htmlTokens(html)) {
			if (kind === 'open') open.push(name);
			if (kind === 'close' && open.pop() !== name) return false;
		}
		return open.length === 0;
	};

	it('closes what was open, and cuts neither tags nor entities', () => {
		expect(cutHtml(`<ul><li>one</li><li>two &amp; three</li></ul>`, 36)).toBe(
			'<ul><li>one</li><li>two </li></ul>',
		);
		expect(cutHtml('<p>a&amp;b</p>', 9)).toBe('<p>a</p>');
	});

	it('stays inside the limit and well-formed, whatever the HTML', () => {
		fc.assert(
			fc.property(anyText, fc.integer({ min: 1, max: 120 }), (text, longest) => {
				fc.pre(text.length > longest);
				const cut = cutHtml(text, longest);
				expect(cut.length).toBeLessThanOrEqual(longest);
				expect(cut).not.toMatch(HALF);
				expect(balanced(cut)).toBe(true);
				expect(cut).not.toMatch(/&(?:a|am|amp|n|nb|nbs|nbsp)$/);
			}),
		);
	});
});

describe('what a reader sees of HTML', () => {
	it.each([
		['&nbsp;'.repeat(20), 0],
		['<p></p><!-- a long comment --><br>', 0],
		['<style>.a { color: red }</style>ab', 2],
		['<p>a&amp;b</p>', 3],
		['a&#160;&#8203;b &shy;c', 5],
		['<b>wo</b>rd', 4],
		['<p>one</p><p>two</p>', 7],
		['👨‍👩‍👧‍👦'.repeat(5), 5],
		[`${'\u200B'.repeat(5_000)}ab`, 2],
		['1 < 2 & 3', 9],
	])('is counted: %j', (html, expected) => {
		expect(visibleLength(html, 100)).toBe(expected);
	});
});

describe('the normal form of a text', () => {
	/** Ways to write a text otherwise without a reader noticing. */
	const disguises: ReadonlyArray<(text: string) => string> = [
		(text) => text.normalize('NFD'),
		(text) => text.normalize('NFC'),
		(text) => text.normalize('NFKC'),
		(text) => text.toUpperCase(),
		(text) => text.toLowerCase(),
		(text) => ` \u00A0${text}\t`,
		(text) => text.replaceAll(' ', '\u2003 '),
		(text) => [...text].join('\u200B'),
		(text) => [...text.normalize('NFD')].join('\u2060'),
		(text) => `\uFEFF${text}\u00AD\u{E0020}`,
		(text) => text.replaceAll('-', '\u2011'),
		(text) => `${'\u200B'.repeat(3_000)}${text}`,
	];
	const TAGS = [
		'geschützt',
		'confidential',
		'Straße intern',
		'do-not-contact',
		'ΟΔΟΣ',
		'Őszinte ﬁne',
		'機密',
		'비밀',
		'İstanbul',
	];

	it('is the same for plain letters as by the long way, which an invisible character asks for', () => {
		const plain = fc.string({ unit: 'grapheme-ascii', maxLength: 60 });
		const long = fc.tuple(plain, fc.nat(2_100)).map(([text, at]) => ' x'.repeat(at) + text);
		fc.assert(
			fc.property(fc.oneof(plain, long), (text) => {
				expect(normalForm(text)).toBe(normalForm(`\u200B${text}`));
			}),
		);
		expect(normalForm('  It`s  A-B ')).toBe("it's a-b");
	});

	it('is the same for every spelling that a reader takes for the same', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...TAGS),
				fc.array(fc.constantFrom(...disguises), { maxLength: 4 }),
				(tag, ways) => {
					expect(normalForm(ways.reduce((text, way) => way(text), tag))).toBe(normalForm(tag));
				},
			),
		);
	});

	it('changes nothing when it is taken again, and tells different words apart', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				expect(normalForm(normalForm(text))).toBe(normalForm(text));
			}),
		);
		expect(new Set(TAGS.map(normalForm)).size).toBe(TAGS.length);
		expect(normalForm('confidential')).not.toBe(normalForm('confidentia1'));
	});
});

describe('what is nothing', () => {
	it.each(['', ' ', '\u200B', '\u00A0\t', 'N/A', 'n/a', ' - ', '–', 'N.A.'])(
		'is absent: %j',
		(text) => {
			expect(presentText(text)).toBeUndefined();
		},
	);

	it('does not swallow names that look like it', () => {
		expect([presentText('Na'), presentText('Anna'), cleanText('N/A')]).toEqual([
			'Na',
			'Anna',
			'N/A',
		]);
		expect(cleanText('a\u0000b\uD800')).toBe('ab\uFFFD');
	});
});

describe('addresses and numbers that LinkedIn takes', () => {
	it.each([
		['https://careers.example.com/apply/1', true],
		['http://example.com', true],
		['careers.example.com/apply/1', false],
		['javascript:alert(1)', false],
		['https://localhost/apply', false],
		['https://user:secret@example.com/', false],
		['https://example.com/a b', false],
		['https://example.com/\uD800', false],
		['n/a', false],
		['', false],
		[undefined, false],
		[`https://example.com/${'a'.repeat(5_000)}`, false],
	])('are told from others: %s', (text, fits) => {
		expect(webAddress(text)).toBe(fits ? text : undefined);
	});

	it.each([
		['https://www.linkedin.com/in/sample', 'https://www.linkedin.com/in/sample'],
		['linkedin.com/in/sample', 'https://linkedin.com/in/sample'],
		['www.linkedin.com/in/sample', 'https://www.linkedin.com/in/sample'],
		['n/a', undefined],
		['https://evil.example/linkedin.com/in/sample', undefined],
		['https://notlinkedin.com/in/sample', undefined],
		['sample', undefined],
	])('the profile of %s is %s', (text, url) => {
		expect(linkedInProfileUrl(text)).toBe(url);
	});

	it.each([
		['+49 (0)30 123456', true],
		['030/1234-56 ext. 7', true],
		['n/a', false],
		['on request', false],
		['12', false],
		['1'.repeat(60), false],
	])('the phone number %s', (text, fits) => {
		expect(phoneNumber(text) !== undefined).toBe(fits);
	});

	it.each([
		['a@b.c', true],
		['person@example', false],
		['a@.c', false],
		['a@b.', false],
		['a b@c.d', false],
		['a@b@c.d', false],
		[`${'a'.repeat(400)}@b.c`, false],
	])('the e-mail address %s', (text, fits) => {
		expect(isAddress(text)).toBe(fits);
	});
});

describe('texts of a stranger', () => {
	/** How many tokens and characters are looked at grows with the text, not with its square. */
	it.each([
		['open brackets', '<'],
		['open tags', '<a'],
		['ampersands', '&'],
		['comments', '<!--'],
	])('of nothing but %s cost what they are long', (_name, unit) => {
		const looks = (length: number): number => {
			const html = unit.repeat(length);
			let count = 0;
			const at = jest.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (
				this: string,
				index: number,
			) {
				count += 1;
				return this.codePointAt(index) ?? Number.NaN;
			});
			const find = jest.spyOn(String.prototype, 'indexOf').mockImplementation(function (
				this: string,
				wanted: string,
				from = 0,
			) {
				count += this.length - from;
				return this.split(wanted).length > 1 ? this.search(wanted) : -1;
			});
			let tokens = 0;
			for (const { raw } of htmlTokens(html)) tokens += raw.length;
			at.mockRestore();
			find.mockRestore();
			expect(tokens).toBe(html.length);
			return count;
		};
		expect(looks(4_000)).toBeLessThan(looks(1_000) * 5);
	});

	it('are compared by a bounded beginning', () => {
		const long = 'ﷺ'.repeat(100_000);
		expect(foldWords(long).join('').length).toBeLessThan(10_000);
		expect(normalForm(long).length).toBeLessThan(100_000);
		expect(nameKeys({ firstName: long, lastName: long }).join('').length).toBeLessThan(100_000);
		expect(sameName({ firstName: long, lastName: 'a' }, { firstName: long, lastName: 'a' })).toBe(
			true,
		);
	});
});
