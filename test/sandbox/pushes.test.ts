import { createHmac } from 'node:crypto';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { LinkedInApp } from '../../sandbox/linkedin/LinkedInApps';
import { CallbackReceiver } from '../support/CallbackReceiver';

const ORGANIZATION = 'urn:li:organization:1000';
const SECRET = 'sandbox-child-secret';
const TYPE = 'INTEGRATION_STATUS_CHANGE';
const HOUR_MS = 3_600_000;

let sandbox: Sandbox;
let receiver: CallbackReceiver;
let child: LinkedInApp;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 20 });
	receiver = new CallbackReceiver(SECRET);
	await receiver.start();
	const found = sandbox.room.apps.byClientId('sandbox-child');
	if (!found) throw new Error('No child');
	child = found;
	// The first challenge waits for a test that wants it.
	set('li§3.2 first challenge after ms', HOUR_MS);
	register(receiver.url);
});
afterEach(async () => {
	await sandbox.close();
	await receiver.stop();
});

const set = (name: string, value: boolean | number | string): void => {
	sandbox.context.switches.set(name, value);
};
function register(url: string): void {
	sandbox.store
		.of(ORGANIZATION)
		.integrations.get(`${ORGANIZATION} ONE_CLICK_EXPORT`)
		?.configurations.set('CALLBACK_URL', url);
	sandbox.room.pushes.registered(child);
}
const send = (): string => sandbox.room.pushes.send(child, TYPE, []);
const settle = async (): Promise<void> => {
	await sandbox.room.pushes.settle();
};
const later = async (ms: number): Promise<void> => {
	sandbox.context.clock.advance(ms);
	await settle();
};
async function control(method: string, path: string, body?: unknown) {
	const response = await fetch(`${sandbox.url}/_sandbox/pushes${path}`, {
		method,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	return JSON.parse(await response.text());
}
const statusOf = async (id: string): Promise<string> =>
	(await control('GET', '')).pushes.find((push: { id: string }) => push.id === id)?.status;
const received = (): string[] => receiver.pushes.map(({ body }) => JSON.parse(body).id);
const signatureOf = (text: string): string =>
	createHmac('sha256', SECRET).update(`hmacsha256=${text}`).digest('hex');

describe('a push', () => {
	it('comes after the challenge, signed over its raw body, and says when it expires', async () => {
		const id = send();
		await settle();
		expect(receiver.challenges).toHaveLength(1);
		expect(receiver.challenges[0]?.get('challengeCode')).toMatch(/^[0-9a-f-]{36}$/);
		expect(receiver.challenges[0]?.get('applicationId')).toMatch(/^\d+$/);
		const [push] = receiver.pushes;
		const body = JSON.parse(push?.body ?? '');
		expect(body).toMatchObject({ id, type: TYPE });
		expect(body.expiresAt - sandbox.context.clock.now()).toBeGreaterThan(23 * HOUR_MS);
		expect(push?.signature).toBe(signatureOf(push?.body ?? ''));
		const log = await control('GET', '');
		expect(log.pushes).toMatchObject([
			{ id, type: TYPE, status: 'delivered', blocked: false, due: 0, attempts: [{ status: 200 }] },
		]);
		expect(log.pushes[0].attempts[0].ms).toBeGreaterThanOrEqual(0);
		expect(log.callbacks).toMatchObject([{ clientId: 'sandbox-child', state: 'valid' }]);
	});

	it('is signed with the secret of its own customer', async () => {
		child.clientSecret = 'rolled';
		set('li§3.2 callback is challenged', false);
		send();
		await settle();
		expect(receiver.pushes[0]?.signature).not.toBe(signatureOf(receiver.pushes[0]?.body ?? ''));
	});

	it.each([
		// Sent as it is, signed over the escapes; sent escaped, signed as sent; sent and signed as it is.
		[false, true],
		[true, false],
		[false, false],
	])(
		'with other letters can be sent escaped (%s) and signed escaped (%s)',
		async (sent, signed) => {
			set('li§3.4 extra text', 'Zoë 🎈');
			set('li§3.3 body escaped', sent);
			set('li§3.3 signature escaped', signed);
			send();
			await settle();
			const { body = '', signature } = receiver.pushes[0] ?? {};
			const escaped = '"extra":"Zo\\u00eb \\ud83c\\udf88"';
			expect(body.includes(escaped)).toBe(sent);
			expect(JSON.parse(body).extra).toBe('Zoë 🎈');
			const overEscapes = body.replace('"extra":"Zoë 🎈"', escaped);
			expect(signature).toBe(signatureOf(signed ? overEscapes : body));
		},
	);

	it('takes other field names and forms', async () => {
		set('li§3.4 id field', 'requestId');
		set('li§3.4 id as number', true);
		set('li§3.4 type field', 'eventType');
		set('li§3.4 expiresAt form', 'absent');
		const id = send();
		await settle();
		expect(JSON.parse(receiver.pushes[0]?.body ?? '')).toEqual({
			requestId: Number(id),
			eventType: TYPE,
		});
	});

	it.each(['wrong', 'none'])('can carry a signature that is %s', async (kind) => {
		set('li§3.3 signature', kind);
		send();
		await settle();
		const { body = '', signature } = receiver.pushes[0] ?? {};
		expect(signature).not.toBe(signatureOf(body));
		expect(signature === undefined).toBe(kind === 'none');
	});

	it('is sent again after a refusal, so many times and no more', async () => {
		set('li§3.4 redeliveries', 2);
		receiver.statuses = [500];
		const id = send();
		await settle();
		await later(59_000);
		expect(received()).toEqual([id]);
		await later(2_000);
		await later(61_000);
		await later(61_000);
		expect(received()).toEqual([id, id, id]);
		expect(await statusOf(id)).toBe('failed');
	});

	it('counts any 2xx as arrived, and no redirect', async () => {
		receiver.statuses = [302, 204];
		const id = send();
		await settle();
		expect(await statusOf(id)).toBe('waiting');
		await later(60_000);
		expect(await statusOf(id)).toBe('delivered');
	});

	it('gives a receiver that does not answer its deadline, then tries again', async () => {
		set('li§3.4 delivery deadline ms', 150);
		receiver.statuses = [0, 200];
		send();
		await settle();
		await later(60_000);
		const [push] = (await control('GET', '')).pushes;
		expect(push).toMatchObject({
			status: 'delivered',
			attempts: [{ status: null, why: 'timed out' }, { status: 200 }],
		});
	});

	it('can come twice, late, once more on demand, and in another order', async () => {
		set('li§3.4 deliveries of each push', 2);
		const twice = send();
		await settle();
		expect(received()).toEqual([twice, twice]);

		set('li§3.4 deliveries of each push', 1);
		set('li§3.4 delivery after ms', HOUR_MS);
		receiver.pushes.length = 0;
		const late = send();
		await later(HOUR_MS - 1_000);
		expect(received()).toEqual([]);
		await later(2_000);
		expect(received()).toEqual([late]);
		await control('POST', `/${late}/redeliver`);
		await settle();
		expect(received()).toEqual([late, late]);

		set('li§3.4 delivery after ms', 0);
		set('li§3.4 hold pushes', true);
		receiver.pushes.length = 0;
		const held = [send(), send(), send()];
		await later(HOUR_MS);
		expect(received()).toEqual([]);
		expect(await statusOf(held[0] ?? '')).toBe('held');
		expect(await control('POST', '/release', { order: 'reversed' })).toEqual({ released: 3 });
		await settle();
		expect(received()).toEqual(held.reverse());
	});

	it('reaches the second call by id, for its own customer and type, until it expires', async () => {
		const id = sandbox.room.pushes.send(child, 'EXPORT_CANDIDATE_PROFILE', [{ any: 'thing' }]);
		const other = sandbox.room.apps.byClientId('sandbox-other-child');
		const find = (app: LinkedInApp | undefined, type: string) =>
			app && sandbox.room.pushes.payloadOf(app, type, id);
		expect(find(child, 'EXPORT_CANDIDATE_PROFILE')).toEqual([{ any: 'thing' }]);
		expect(find(child, TYPE)).toBeUndefined();
		expect(find(other, 'EXPORT_CANDIDATE_PROFILE')).toBeUndefined();
		sandbox.context.clock.advance(24 * HOUR_MS);
		expect(find(child, 'EXPORT_CANDIDATE_PROFILE')).toBeUndefined();
	});

	it('can be made by a test, of any type', async () => {
		const { id } = await control('POST', '', { type: 'SOMETHING_NEW', payload: [{ a: 1 }] });
		await control('POST', '/settle');
		expect(JSON.parse(receiver.pushes[0]?.body ?? '')).toMatchObject({ id, type: 'SOMETHING_NEW' });
		expect(sandbox.room.pushes.payloadOf(child, 'SOMETHING_NEW', id)).toEqual([{ a: 1 }]);
	});

	it('never leaves this machine, and goes nowhere without a callback', async () => {
		register('https://ats.example.com/li');
		const away = send();
		await settle();
		expect(await statusOf(away)).toBe('failed');
		sandbox.store.of(ORGANIZATION).integrations.clear();
		const nowhere = send();
		await settle();
		expect(await statusOf(nowhere)).toBe('no callback');
		expect(receiver.challenges).toHaveLength(0);
	});
});

describe('a callback', () => {
	it('is challenged soon after it was set, and every two hours', async () => {
		set('li§3.2 first challenge after ms', 1_000);
		register(`${receiver.url}/x`);
		await later(1_000);
		expect(receiver.challenges).toHaveLength(1);
		await later(2 * HOUR_MS - 60_000);
		expect(receiver.challenges).toHaveLength(1);
		await later(60_000);
		expect(receiver.challenges).toHaveLength(2);
		const codes = receiver.challenges.map((query) => query.get('challengeCode'));
		expect(new Set(codes).size).toBe(2);
	});

	it('that has once been valid still gets pushes after one failed challenge, but not after three', async () => {
		send();
		await settle();
		receiver.challenge = 'wrong';
		await later(2 * HOUR_MS);
		const second = send();
		await settle();
		expect(await statusOf(second)).toBe('delivered');
		await later(2 * HOUR_MS);
		await later(2 * HOUR_MS);
		const third = send();
		await settle();
		expect(await statusOf(third)).toBe('blocked');
		expect(receiver.pushes).toHaveLength(2);
		const challenges = receiver.challenges.length;
		await later(10 * HOUR_MS);
		expect(receiver.challenges).toHaveLength(challenges);

		receiver.challenge = 'right';
		await control('POST', '/restart', {});
		await control('POST', `/${third}/redeliver`);
		await settle();
		expect(await statusOf(third)).toBe('delivered');
	});

	it.each(['wrong', 'text', 'silent'] as const)(
		'whose answer is %s gets nothing, and is blocked at the third failure',
		async (kind) => {
			set('li§3.2 challenge deadline ms', 150);
			receiver.challenge = kind;
			const id = send();
			await settle();
			await later(60_000);
			expect(await statusOf(id)).toBe('waiting');
			await later(60_000);
			await later(60_000);
			const log = await control('GET', '');
			expect(log.callbacks).toMatchObject([{ state: 'blocked', failures: 3 }]);
			expect(log.pushes).toMatchObject([{ id, status: 'blocked', blocked: true }]);
			expect(receiver.pushes).toHaveLength(0);
		},
	);
});
