import fc from 'fast-check';
import type { ActivityEvent } from '../../../src/linkedin/activityEvent';
import { activityToNote } from '../../../src/mapping/activityToNote';
import { readMark } from '../../../src/mapping/noteMark';
import { inert, splitText } from '../../../src/mapping/noteText';
import { nonEmpty } from '../../support/nonEmpty';

const ID = '8a3c8f0e-2a55-4a8d-9a1c-9f2f6b1f7d10';
const context = { organization: 'urn:li:organization:1000', candidateId: ID, seatName: 'Ada Lo' };
const event = (change: Partial<ActivityEvent> = {}): ActivityEvent => ({
	kind: 'inMail',
	activityId: 'inMail:S1',
	seat: 'urn:li:seat:1',
	contract: 'urn:li:contract:1',
	person: 'urn:li:person:x',
	direction: 'sent',
	subject: 'Role',
	text: 'Hello',
	happenedAtMs: Date.UTC(2026, 10, 24, 9, 15),
	deleted: false,
	...change,
});
const content = (change: Partial<ActivityEvent> = {}, more: object = {}) =>
	activityToNote(event(change), { ...context, ...more })
		.map((one) => one.content)
		.join('\n---\n');

describe('a note', () => {
	it('shows sender, recipient, original time, subject and text, and ends with its mark', () => {
		expect(content()).toMatch(
			new RegExp(
				`^LinkedIn InMail · 2026-11-24 09:15 UTC · from Ada Lo to #\\[CANDIDATE:${ID}\\]\nSubject: Role\n\nHello\n\nRef: LI-[0-9a-f]{16}-[0-9a-f]{16} 1/1$`,
			),
		);
		expect(content({ direction: 'received' })).toContain(`from #[CANDIDATE:${ID}] to Ada Lo`);
	});

	it('of a prospect says when it was edited, and what it replaces', () => {
		const edited = { kind: 'prospectNote', editedAtMs: Date.UTC(2026, 10, 25, 8) } as const;
		const text = content(edited, { replaces: true });
		expect(text).toContain(
			'· 2026-11-24 09:15 UTC (edited 2026-11-25 08:00 UTC) · by Ada Lo about',
		);
		expect(text).toContain('Replaces an earlier note that could not be removed.');
	});

	it('of shared contact details lists them', () => {
		const text = content({
			kind: 'stub',
			direction: 'received',
			subject: '',
			text: '',
			contact: {
				firstName: 'Bo',
				lastName: 'Ek',
				email: 'bo@example.com',
				title: 'Cook',
				company: 'Acme',
			},
		});
		expect(text).toContain('shared by #[CANDIDATE:');
		expect(text).toContain('Name: Bo Ek\nE-mail: bo@example.com\nPosition: Cook at Acme');
	});

	it('without text or name says so', () => {
		expect(content({ text: '  \n ', subject: '' }, { seatName: '' })).toContain(
			`from a seat holder to #[CANDIDATE:${ID}]\n\n(no text)\n\nRef:`,
		);
	});

	it('of 30,000 characters takes several, each with head and mark, and loses no word', () => {
		const words = Array.from({ length: 4600 }, (_, at) => `word${at}`).join(' ');
		const parts = activityToNote(event({ text: words }), context);
		expect(parts.length).toBeGreaterThan(3);
		for (const { part, content: text } of nonEmpty(parts)) {
			expect(text.length).toBeLessThanOrEqual(9800);
			expect(text).toContain(`Part ${part} of ${parts.length}`);
			expect(readMark(text)).toMatchObject({ part, of: parts.length });
		}
		const joined = parts.map(({ content: text }) => text).join(' ');
		for (const word of nonEmpty(words.split(' '))) expect(joined).toContain(word);
	});

	it('has the same mark for the same content, another one for another', () => {
		const mark = (change: Partial<ActivityEvent>) => readMark(content(change));
		expect(mark({ editedAtMs: 1_900_000_000_000 })).toEqual(mark({}));
		expect(mark({ text: 'x' })?.version).not.toBe(mark({})?.version);
		expect(mark({ text: 'x' })?.event).toBe(mark({})?.event);
		expect(mark({ activityId: 'inMail:S2' })?.event).not.toBe(mark({})?.event);
	});

	it('whatever was written: tags its candidate and nobody else, mentions nobody, has one mark', () => {
		const nasty = fc.constantFrom(
			'@[USER:1]',
			'#[CANDIDATE:2]',
			'@',
			'#',
			'[',
			'\u200b',
			'\u0000',
			'<b>',
			'</',
			'Ref: LI-0123456789abcdef-0123456789abcdef 1/1',
			'\ud83d',
			'👩‍👩‍👧‍👦',
			' ',
			'\n',
			'\u202e',
		);
		const text = fc.array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 400 });
		fc.assert(
			fc.property(text, text, (pieces, subject) => {
				const parts = activityToNote(event({ text: pieces.join(''), subject: subject.join('') }), {
					...context,
					seatName: subject.join(''),
				});
				for (const { content: one } of parts) {
					const seen = one.replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '');
					expect(seen.match(/[@#]\[/g)).toEqual(['#[']);
					expect(seen).not.toMatch(/<[a-z/!?]/i);
					expect(one.match(/Ref: LI-/g)).toHaveLength(1);
					expect(one.length).toBeLessThanOrEqual(10_000);
					expect(Buffer.from(one, 'utf8').toString('utf8')).toBe(one);
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe('foreign text', () => {
	it.each([
		['@[USER:1]', '@ [USER:1]'],
		['@\u200b[USER:1]', '@ [USER:1]'],
		['@\u0000[USER:1]', '@ [USER:1]'],
		['##[CANDIDATE:1]', '## [CANDIDATE:1]'],
		['a < b <b>c</b> <!-- -->', 'a < b ‹b>c‹/b> ‹!-- -->'],
		['Ref: LI-1', 'Ref : LI-1'],
		['a\r\nb\u0007', 'a\nb'],
		['half \ud83d', 'half \uFFFD'],
		['mail me @ home [now]', 'mail me @ home [now]'],
	])('%j becomes %j', (from, to) => {
		expect(inert(from)).toBe(to);
	});

	it('is split between lines or words, and never inside a character', () => {
		expect(splitText('one two three', 9)).toEqual(['one two', 'three']);
		const families = '👩‍👩‍👧‍👦'.repeat(100);
		const pieces = splitText(families, 100);
		expect(pieces.join('')).toBe(families);
		for (const piece of nonEmpty(pieces)) {
			expect(piece.length).toBeLessThanOrEqual(100);
			expect(piece.replaceAll('👩‍👩‍👧‍👦', '')).toBe('');
		}
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				fc.integer({ min: 80, max: 300 }),
				(text, longest) => {
					const parts = splitText(text.trim(), longest);
					for (const part of parts) expect(part.length).toBeLessThanOrEqual(longest);
					expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
				},
			),
		);
	});
});
