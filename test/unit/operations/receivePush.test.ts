import fc from 'fast-check';
import { signatureOf } from '../../../src/linkedin/signature';
import { RecentIds } from '../../../src/operations/push/RecentIds';
import { RefusalLog } from '../../../src/operations/push/RefusalLog';
import {
	LARGEST_PUSH_BYTES,
	type PushRules,
	receivePush,
	screenPush,
} from '../../../src/operations/push/receivePush';

const NOW = 1_760_000_000_000;
const SECRET = 'secret';
const EXPORT = '{"id":"500600700","type":"EXPORT_CANDIDATE_PROFILE"}';

const rules = (change: Partial<PushRules> = {}): PushRules => ({
	clientSecrets: [SECRET],
	events: ['candidateExported', 'integrationStatusChanged'],
	nowMs: NOW,
	isKnown: () => false,
	...change,
});
const signed = (text: string, secret = SECRET) => ({
	rawBody: Buffer.from(text),
	signature: signatureOf(text, secret),
});

describe('a push', () => {
	it('is accepted when LinkedIn signed it', () => {
		expect(receivePush(signed(EXPORT), rules())).toMatchObject({
			kind: 'accepted',
			push: {
				event: 'candidateExported',
				requestId: '500600700',
				receivedAtMs: NOW,
				expiresAtMs: null,
			},
		});
	});

	it.each([
		['no body', { ...signed(''), rawBody: undefined }, 400],
		['an empty body', signed(''), 400],
		['text for a signature', { rawBody: Buffer.from(EXPORT), signature: 'x' }, 401],
		['no signature', { rawBody: Buffer.from(EXPORT), signature: undefined }, 401],
		['two signatures', { rawBody: Buffer.from(EXPORT), signature: ['a', 'b'] }, 401],
		['a wrong signature', signed(EXPORT, 'other'), 401],
		['a signature of other text', { ...signed(EXPORT), rawBody: Buffer.from(`${EXPORT} `) }, 401],
		['content that is none', signed('{"hello":1}'), 400],
	])('is refused with %s', (_title, incoming, status) => {
		expect(receivePush(incoming, rules())).toMatchObject({ kind: 'refused', status });
	});

	it('is refused without a secret, even if it is signed with the empty one', () => {
		for (const clientSecrets of [[], ['']])
			expect(receivePush(signed(EXPORT, ''), rules({ clientSecrets }))).toMatchObject({
				kind: 'refused',
				status: 401,
			});
	});

	it('is refused above 64 KB, however it is signed, and taken at 64 KB', () => {
		const padded = (length: number) => EXPORT.padEnd(length, ' ');
		expect(receivePush(signed(padded(LARGEST_PUSH_BYTES)), rules()).kind).toBe('accepted');
		expect(receivePush(signed(padded(LARGEST_PUSH_BYTES + 1)), rules())).toMatchObject({
			kind: 'refused',
			status: 413,
		});
	});

	it('is refused by its headers alone when they say enough', () => {
		const { signature } = signed(EXPORT);
		const screen = (change: object) => screenPush({ 'x-li-signature': signature, ...change });
		expect(screen({ 'content-length': '200', 'content-type': 'application/json' })).toBeUndefined();
		expect(screen({})).toBeUndefined();
		expect(screen({ 'content-length': String(LARGEST_PUSH_BYTES + 1) })).toMatchObject({
			status: 413,
		});
		for (const none of [undefined, '', 'x', [signature]])
			expect(screen({ 'x-li-signature': none })).toMatchObject({ status: 401 });
		for (const form of ['multipart/form-data; boundary=x', 'Application/x-www-form-urlencoded'])
			expect(screen({ 'content-type': form })).toMatchObject({ status: 415 });
	});

	it.each([
		['another product’s type', '{"id":"1","type":"RESYNC_JOBS"}', {}],
		['an event that was not chosen', EXPORT, { events: ['integrationStatusChanged' as const] }],
		['a known identity', EXPORT, { isKnown: () => true }],
		[
			'an expiry more than five minutes ago',
			`{"id":"1","type":"EXPORT_CANDIDATE_PROFILE","expiresAt":${NOW - 300_001}}`,
			{},
		],
	])('is confirmed, and starts nothing, with %s', (_title, text, change) => {
		expect(receivePush(signed(text), rules(change))).toMatchObject({ kind: 'ignored' });
	});

	it('may be five minutes over its time', () => {
		const text = `{"id":"1","type":"EXPORT_CANDIDATE_PROFILE","expiresAt":${NOW - 299_000}}`;
		expect(receivePush(signed(text), rules()).kind).toBe('accepted');
	});

	it('has one identity per event and request, and says nothing of them', () => {
		const identity = (text: string) => {
			const verdict = receivePush(signed(text), rules());
			return verdict.kind === 'accepted' ? verdict.identity : '';
		};
		const same = identity(EXPORT);
		expect(identity(`${EXPORT}\n`)).toBe(same);
		expect(identity(EXPORT.replace('500600700', '500600701'))).not.toBe(same);
		expect(
			identity(EXPORT.replace('EXPORT_CANDIDATE_PROFILE', 'INTEGRATION_STATUS_CHANGE')),
		).not.toBe(same);
		expect(same).toMatch(/^[\w-]{12}$/);
	});

	it('is never accepted unsigned, whatever it is', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (rawBody, signature) => {
				expect(receivePush({ rawBody, signature }, rules()).kind).toBe('refused');
			}),
		);
	});
});

describe('the memory of recent pushes', () => {
	it('behaves as a list that drops its oldest', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 8 }),
				fc.array(
					fc.tuple(fc.constantFrom('add', 'delete', 'older'), fc.integer({ max: 12, min: 0 })),
				),
				(capacity, steps) => {
					const recent = new RecentIds(capacity);
					let model: string[] = [];
					for (const [step, number] of steps) {
						const id = String(number);
						if (step === 'add') recent.add(id);
						else if (step === 'delete') recent.delete(id);
						else recent.addOlder([id]);
						if (step === 'delete') model = model.filter((one) => one !== id);
						else if (step === 'add') model = [...model.filter((one) => one !== id), id];
						else if (!model.includes(id)) model = [id, ...model];
						model = model.slice(-capacity);
						expect(recent.toArray()).toEqual(model);
						expect(recent.has(id)).toBe(model.includes(id));
					}
				},
			),
		);
	});
});

describe('the log of refused calls', () => {
	it('tells the first at once, and then one line a minute with how many there were', () => {
		const log = new RefusalLog('RSC Trigger');
		expect(log.note('it has no body', NOW)).toBe(
			'RSC Trigger did not accept a call: it has no body',
		);
		for (let call = 1; call < 1000; call += 1)
			expect(log.note('it has no body', NOW + call)).toBeUndefined();
		expect(log.note('its signature is wrong', NOW + 60_000)).toBe(
			'RSC Trigger did not accept a call: its signature is wrong, and 999 more since the last such line',
		);
	});
});
