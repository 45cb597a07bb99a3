import { isSigned, signatureOf } from '../../../src/smartrecruiters/signature';

const DOCUMENTED = {
	key: 'HeBVky2bccvvkcXPimH8c',
	body: '{"job_id":"jid","candidate_id":"cid"}',
	headers: {
		'smartrecruiters-timestamp': '1574080897',
		'event-id': '123',
		'event-name': 'application.created',
		'event-version': 'v201910',
		link: '<http://smartrecruiters.com/endpoint>; rel=self',
	},
	hex: '2e9291f10d44ca10204a4cd81b05d73b6a316b2b605d4e2e0e0b37b40198ce1f',
};
const OWN = {
	key: 'example-signing-key',
	body: '{"id":"8a3c8f0e-2a55-4a8d-9a1c-9f2f6b1f7d10"}',
	headers: {
		'smartrecruiters-timestamp': '1772530000',
		'event-id': 'evt-0001',
		'event-name': 'candidate.updated',
		'event-version': 'v1',
		link: '<https://api.smartrecruiters.com/candidates/8a3c8f0e-2a55-4a8d-9a1c-9f2f6b1f7d10>; rel=self',
	},
	hex: 'b97f4f93f450cac52d2c3101da73f46434ea44e103bfb704b87110a8f52dd41c',
};
const bytes = (text: string): Buffer => Buffer.from(text);
const signed = (signature: string) => ({
	...OWN.headers,
	'smartrecruiters-signature': signature,
});

describe('the signature of a delivery', () => {
	it.each([['documented', DOCUMENTED] as const, ['own', OWN] as const])(
		'is the one of the %s test vector',
		(_name, { key, body, headers, hex }) => {
			expect(signatureOf(headers, bytes(body), key)).toBe(hex);
			expect(
				isSigned({ ...headers, 'smartrecruiters-signature': `v1=${hex}` }, bytes(body), [key]),
			).toBe(true);
		},
	);

	it('counts a missing header as empty', () => {
		const { link: _none, ...headers } = OWN.headers;
		expect(signatureOf(headers, bytes(OWN.body), OWN.key)).toBe(
			'711f57eebb87cb33db7006e7919858820ef68e20a64a21afdf99ef3893f17a75',
		);
	});

	it('fits when one of several signatures fits one of several keys', () => {
		const both = `v1=${'0'.repeat(64)};v1=${OWN.hex}`;
		expect(isSigned(signed(both), bytes(OWN.body), ['newer', OWN.key])).toBe(true);
	});

	it.each([
		['another body', signed(`v1=${OWN.hex}`), `${OWN.body} `, [OWN.key]],
		['another event id', { ...signed(`v1=${OWN.hex}`), 'event-id': 'evt-2' }, OWN.body, [OWN.key]],
		['another key', signed(`v1=${OWN.hex}`), OWN.body, ['other']],
		['no key', signed(`v1=${OWN.hex}`), OWN.body, []],
		['an empty key', signed(`v1=${OWN.hex}`), OWN.body, ['']],
		['no scheme', signed(OWN.hex), OWN.body, [OWN.key]],
		['another scheme', signed(`v2=${OWN.hex}`), OWN.body, [OWN.key]],
		['a cut-off signature', signed(`v1=${OWN.hex.slice(0, 60)}`), OWN.body, [OWN.key]],
		['an empty signature', signed('v1='), OWN.body, [OWN.key]],
		['no signature', OWN.headers, OWN.body, [OWN.key]],
	])('does not fit with %s', (_name, headers, body, keys) => {
		expect(isSigned(headers, bytes(body), keys)).toBe(false);
	});
});
