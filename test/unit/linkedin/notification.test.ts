import fc from 'fast-check';
import { readNotification } from '../../../src/linkedin/notification';

const read = (value: unknown) =>
	readNotification(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

describe('a notification of LinkedIn', () => {
	it.each([
		[{ id: '7', type: 'EXPORT_CANDIDATE_PROFILE' }],
		[{ requestId: 7, eventType: 'export_candidate_profile' }],
		[{ request_id: ' 7 ', notificationType: 'EXPORT_CANDIDATE_PROFILE', more: [1] }],
	])('is read in every spelling that was seen: %j', (value) => {
		expect(read(value)).toMatchObject({ requestId: '7', event: 'candidateExported' });
	});

	it('keeps every digit of a long number', () => {
		expect(read('{"id": 123456789012345678901, "type":"INTEGRATION_STATUS_CHANGE"}')).toMatchObject(
			{
				requestId: '123456789012345678901',
				event: 'integrationStatusChanged',
			},
		);
	});

	it.each([
		[1760086400000, 1760086400000],
		['1760086400000', 1760086400000],
		[1760086400, 1760086400000],
		['2025-10-10T08:53:20Z', 1760086400000],
		[1e30, null],
		['9'.repeat(40), null],
		['soon', null],
		[null, null],
		[-1, null],
		[undefined, null],
	])('says in any form when it expires: %j', (expiresAt, expected) => {
		expect(read({ id: '7', type: 'X', expiresAt })?.expiresAtMs).toBe(expected);
	});

	it('knows no event for a type of another product', () => {
		expect(read({ id: '7', type: 'RESYNC_JOBS' })).toMatchObject({ event: undefined });
		expect(read({ id: '7', type: 'constructor' })).toMatchObject({ event: undefined });
	});

	it.each([
		['no JSON', '{"id":'],
		['a list', '[]'],
		['a word', '"id"'],
		['null', 'null'],
		['no id', '{"type":"EXPORT_CANDIDATE_PROFILE"}'],
		['an empty id', '{"id":" ","type":"EXPORT_CANDIDATE_PROFILE"}'],
		['an endless id', JSON.stringify({ id: 'x'.repeat(256), type: 'EXPORT_CANDIDATE_PROFILE' })],
		['an object for an id', '{"id":{},"type":"EXPORT_CANDIDATE_PROFILE"}'],
		['no type', '{"id":"7"}'],
		['deep nesting', '['.repeat(60_000)],
	])('is none with %s', (_title, text) => {
		expect(read(text)).toBeUndefined();
	});

	it('never breaks, whatever the bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				readNotification(bytes);
			}),
		);
		fc.assert(
			fc.property(fc.json(), (text) => {
				read(text);
			}),
		);
	});
});
