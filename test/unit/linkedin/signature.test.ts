import fc from 'fast-check';
import { challengeResponse, isSigned, signatureOf } from '../../../src/linkedin/signature';

const SECRET = 'sandbox-child-secret';
const BODY = '{"id":"500600700","type":"EXPORT_CANDIDATE_PROFILE","expiresAt":1760086400000}';
const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('LinkedIn’s signature', () => {
	// Computed with another library (Python's hmac), from the rule of the reference §3.3.
	it('is what another implementation computes', () => {
		expect(signatureOf(BODY, SECRET)).toBe(
			'f57b17df1e5424509d0a452b9d46626104289f40669966116f42678e2c989c45',
		);
	});

	it('counts for text that was signed as it is, and for text that was signed escaped', () => {
		const text = '{"note":"Zoë 👋"}';
		const secrets = ['s3cret/+='];
		const asItIs = '652dbd51d80f54f71315a57f7ee998081b5ce8b6c32b6314334b747a63c4bcf8';
		const escaped = 'adca10f30c7d1d05f71e98b4004cebd44dd0dd15ec943f2cde5427588282a5d1';
		expect(isSigned(bytes(text), asItIs, secrets)).toBe(true);
		expect(isSigned(bytes(text), escaped, secrets)).toBe(true);
		expect(isSigned(bytes('{"note":"Zo\\u00eb \\ud83d\\udc4b"}'), escaped, secrets)).toBe(true);
		expect(isSigned(bytes('{"note":"Zo\\u00eb \\ud83d\\udc4b"}'), asItIs, secrets)).toBe(false);
	});

	it('may carry the prefix, capital letters and blanks in its header', () => {
		const hex = signatureOf(BODY, SECRET);
		for (const header of [`hmacsha256=${hex}`, hex.toUpperCase(), ` ${hex} `])
			expect(isSigned(bytes(BODY), header, [SECRET])).toBe(true);
	});

	it('counts with either secret of a rotation, and never with an empty one', () => {
		const old = signatureOf(BODY, 'old');
		expect(isSigned(bytes(BODY), old, ['new', 'old'])).toBe(true);
		expect(isSigned(bytes(BODY), old, ['new'])).toBe(false);
		expect(isSigned(bytes(BODY), signatureOf(BODY, ''), ['', 'new'])).toBe(false);
		expect(isSigned(bytes(BODY), old, [])).toBe(false);
	});

	it('holds for any body and secret, and for no other body, secret or signature', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 1, maxLength: 300 }),
				fc.string({ minLength: 1 }),
				fc.nat(),
				fc.integer({ min: 1, max: 255 }),
				(body, secret, place, change) => {
					const signature = signatureOf(body, secret);
					expect(isSigned(body, signature, [secret])).toBe(true);
					expect(isSigned(body, signature, [`${secret}x`])).toBe(false);
					const other = Uint8Array.from(body);
					other[place % other.length] = (other[place % other.length] ?? 0) ^ change;
					expect(isSigned(other, signature, [secret])).toBe(false);
					const at = place % 64;
					const digit = ((parseInt(signature[at] ?? '0', 16) + 1) % 16).toString(16);
					const bent = signature.slice(0, at) + digit + signature.slice(at + 1);
					expect(isSigned(body, bent, [secret])).toBe(false);
				},
			),
		);
	});

	it('holds for any text that was signed escaped', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
				const escaped = text.replace(/[^\x00-\x7f]/g, (char) =>
					[...Array(char.length).keys()]
						.map((unit) => `\\u${char.charCodeAt(unit).toString(16).padStart(4, '0')}`)
						.join(''),
				);
				expect(isSigned(bytes(text), signatureOf(escaped, SECRET), [SECRET])).toBe(true);
			}),
		);
	});

	it('is none when it is not 64 hexadecimal digits', () => {
		fc.assert(
			fc.property(fc.string(), (header) => {
				fc.pre(!/^\s*(hmacsha256=)?[0-9a-f]{64}\s*$/i.test(header));
				expect(isSigned(bytes(BODY), header, [SECRET])).toBe(false);
			}),
		);
	});
});

describe('the answer to LinkedIn’s challenge', () => {
	it('is what another implementation computes', () => {
		expect(challengeResponse('7f1c9a30-1d2b-4c3d-8e4f-5a6b7c8d9e0f', SECRET)).toBe(
			'ec01b36ec9bd40170b2f4722e69b2972863581e5ed75ceae3a07dc81c76ba4b6',
		);
	});

	it('is refused for anything but a UUID, so that nobody can have a notification signed', () => {
		for (const code of ['', 'x', `hmacsha256=${BODY}`, '7f1c9a30-1d2b-4c3d-8e4f-5a6b7c8d9e0f\n'])
			expect(() => challengeResponse(code, SECRET)).toThrow('UUID');
	});
});
