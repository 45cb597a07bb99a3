import fc from 'fast-check';
import { InvalidIdError } from '../../../src/errors/InvalidIdError';
import {
	type CompoundKey,
	compoundIds,
	encodeKey,
	keyPart,
	keySegment,
	restliRequest,
	segment,
	simpleIds,
} from '../../../src/linkedin/restli';
import { wellFormed, wellFormedJson } from '../../../src/linkedin/wellFormed';
import * as sandboxKeys from '../../../sandbox/linkedin/restliKeys';

const key: CompoundKey = [
	['atsCandidateId', 'C1'],
	['integrationContext', 'urn:li:organization:1000'],
];

describe('Rest.li keys', () => {
	it('are written as LinkedIn prints them in protocol 1.0', () => {
		expect(encodeKey(key, '1.0')).toBe(
			'atsCandidateId=C1&integrationContext=urn:li:organization:1000',
		);
		expect(compoundIds([key], '1.0')).toBe(
			'ids[0].atsCandidateId=C1&ids[0].integrationContext=urn:li:organization:1000',
		);
		expect(simpleIds(['N1', 'N2'], '1.0')).toBe('ids=N1&ids=N2');
	});

	it('are written as LinkedIn prints them in protocol 2.0', () => {
		expect(encodeKey(key, '2.0.0')).toBe(
			'(atsCandidateId:C1,integrationContext:urn%3Ali%3Aorganization%3A1000)',
		);
		expect(compoundIds([key], '2.0.0')).toBe(
			'ids=List((atsCandidateId:C1,integrationContext:urn%3Ali%3Aorganization%3A1000))',
		);
		expect(simpleIds(['N1', 'N2'], '2.0.0')).toBe('ids=List(N1,N2)');
	});

	it('are read back whatever the order of their parts', () => {
		expect(
			keyPart('integrationContext=urn:li:organization:1&atsCandidateId=C%201', 'atsCandidateId'),
		).toBe('C 1');
		expect(
			keyPart(
				'($params:(),externalCandidateId:C1,integrationContext:urn%3Ali%3A1)',
				'externalCandidateId',
			),
		).toBe('C1');
		expect(keyPart('a=1', 'b')).toBeUndefined();
	});

	it.each(['1.0', '2.0.0'] as const)(
		'survive any id in protocol %s, as the sandbox reads them',
		(protocol) => {
			fc.assert(
				fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
					const odd: CompoundKey = [
						['atsCandidateId', id],
						['integrationContext', 'urn:li:organization:1'],
					];
					const request = {
						method: 'GET',
						query: compoundIds([odd], protocol),
						body: '',
						restliMethod: undefined,
						protocol,
					};
					expect(sandboxKeys.compoundIds(request)[0]?.atsCandidateId).toBe(id);
					expect(keyPart(encodeKey(odd, protocol), 'atsCandidateId')).toBe(id);
				}),
			);
		},
	);
});

describe('a part of a path', () => {
	it.each(['', ' ', '.', '..', 'a\uD800', '\uDC00b', 'x'.repeat(600)])(
		'is never %j: the address would be another one',
		(id) => {
			expect(() => segment(id, '1.0')).toThrow(InvalidIdError);
			expect(() => keySegment([['id', id]], '2.0.0')).toThrow(InvalidIdError);
		},
	);

	it('stays one part, whatever the id is', () => {
		fc.assert(
			fc.property(
				fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
				fc.constantFrom('1.0', '2.0.0'),
				(id, protocol) => {
					fc.pre(id.trim() !== '' && id !== '.' && id !== '..');
					const url = new URL(`https://api.example.com/v2/${segment(id, protocol)}/notes`);
					expect(url.pathname.split('/')).toHaveLength(4);
					expect(url.search + url.hash).toBe('');
				},
			),
		);
	});

	it('holds no half characters, and neither do keys, queries and bodies', () => {
		expect(encodeKey([['id', '\uDE00b']], '2.0.0')).toBe('(id:%EF%BF%BDb)');
		expect(simpleIds(['\uD83D'], '1.0')).toBe('ids=%EF%BF%BD');
		const body = {
			['k\uD83D']: ['x\uDE00', { deep: 'a😀b\uD83D' }],
			note: '\\ud83d',
			n: 1,
			gone: undefined,
		};
		const text = wellFormedJson(body);
		expect(wellFormed(text)).toBe(text);
		expect(JSON.parse(text)).toEqual({
			'k\uFFFD': ['x\uFFFD', { deep: 'a😀b\uFFFD' }],
			note: '\\ud83d',
			n: 1,
		});
	});

	it('reads back what is no encoding, and the empty text of protocol 2.0', () => {
		expect(keyPart('a=100%&b=1', 'a')).toBe('100%');
		expect(encodeKey([['a', '']], '2.0.0')).toBe("(a:'')");
		expect(keyPart("(a:'',b:1)", 'a')).toBe('');
	});
});

describe('query tunnelling', () => {
	const parts = {
		method: 'PUT' as const,
		url: 'https://api.example.com/v2/x',
		headers: { 'x-restli-method': 'batch_update' },
		boundary: 'b-1',
		body: '{"entities":{}}',
	};

	it('leaves a short query in the address', () => {
		expect(restliRequest({ ...parts, query: 'ids=1' })).toMatchObject({
			method: 'PUT',
			url: 'https://api.example.com/v2/x?ids=1',
		});
	});

	it('moves a long query into the body, beside the JSON', () => {
		const request = restliRequest({ ...parts, query: 'ids='.padEnd(4_100, '1') });
		expect(request).toMatchObject({
			method: 'POST',
			url: 'https://api.example.com/v2/x',
			headers: {
				'x-http-method-override': 'PUT',
				'x-restli-method': 'batch_update',
				'content-type': 'multipart/mixed; boundary=b-1',
			},
		});
		expect(request.body).toContain('{"entities":{}}\r\n--b-1--');
	});

	it('sends a long read as a form', () => {
		const { body: _none, ...read } = parts;
		const query = 'ids='.padEnd(4_100, '1');
		expect(restliRequest({ ...read, method: 'GET', query })).toMatchObject({
			method: 'POST',
			headers: {
				'x-http-method-override': 'GET',
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: query,
		});
	});
});
