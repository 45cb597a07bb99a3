import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { WaitLedger } from '../../src/http/WaitLedger';
import { openSmartRecruiters } from '../../src/operations/connect';
import { receiveWebhook, screenWebhook } from '../../src/operations/push/receiveWebhook';
import { keepsSubscription, subscribe } from '../../src/operations/push/subscribe';
import type { SmartRecruitersApi } from '../../src/smartrecruiters/SmartRecruitersApi';
import { signatureOf } from '../../src/smartrecruiters/signature';
import { expandEvents } from '../../src/smartrecruiters/webhookEvents';
import { listSubscriptions } from '../../src/smartrecruiters/webhooks';
import { EVENT_NAMES } from '../../sandbox/smartrecruiters/webhookRoutes';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import { type Receiver, startReceiver } from '../../scripts/support/startReceiver';

let sandbox: Sandbox;
let receiver: Receiver;
let api: SmartRecruitersApi;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 40, limits: 'off' });
	receiver = await startReceiver();
	const connection = sandboxConnection(sandbox);
	const frame = { deadlineMs: sandbox.context.clock.now() + 60_000, ledger: new WaitLedger() };
	({ api } = openSmartRecruiters(connection.smartRecruiters, connection, frame));
});
afterEach(async () => {
	await receiver.close();
	await sandbox.close();
});

const wanted = (events: string[] = ['candidate.updated']) => ({
	callbackUrl: receiver.url,
	events,
});
const subscriptions = async () => await listSubscriptions(api);

describe('subscribing', () => {
	it('activates, and every delivery is signed with the key that it got', async () => {
		const own = await subscribe(api, wanted());
		expect(await subscriptions()).toMatchObject([{ id: own.subscriptionId, status: 'active' }]);
		const someone = sandbox.context.company.candidateAt(0);
		if (!someone) throw new Error('Nobody');
		sandbox.context.company.putCandidate({ ...someone, phoneNumber: '+1 555 0100' });
		await sandbox.context.live.hub.deliverDue();
		const [delivery] = receiver.requests;
		if (!delivery) throw new Error('No delivery');
		const request = { headers: delivery.headers, rawBody: Buffer.from(delivery.body) };
		const nowMs = sandbox.context.clock.now();
		expect(screenWebhook(request.headers)).toBeUndefined();
		expect(receiveWebhook(request, [own.secretKey], nowMs)).toMatchObject({
			kind: 'event',
			event: {
				event: 'candidate.updated',
				subject: 'candidate',
				candidateId: someone.id,
				link: `${sandbox.smartRecruitersUrl}/candidates/${someone.id}`,
				sentAt: expect.stringMatching(/^20\d\d-/),
			},
		});
		for (const keys of [['another'], []]) {
			expect(receiveWebhook(request, keys, nowMs)).toMatchObject({ kind: 'refused', status: 401 });
		}
		const days = (count: number) => nowMs + count * 86_400_000;
		expect(receiveWebhook(request, [own.secretKey], days(9)).kind).toBe('event');
		expect(receiveWebhook(request, [own.secretKey], days(11)).kind).toBe('stale');
		expect(receiveWebhook(request, [own.secretKey], days(-1)).kind).toBe('stale');
	});

	it('leaves nothing behind when the handshake fails, and says what to check', async () => {
		receiver.answerHandshake = false;
		await expect(subscribe(api, wanted())).rejects.toMatchObject({
			message: expect.stringContaining('could not reach this workflow'),
			advice: expect.stringContaining('WEBHOOK_URL'),
		});
		expect(await subscriptions()).toEqual([]);
	});

	it('removes what an earlier try left behind for the same address, and nothing else', async () => {
		await subscribe(api, wanted());
		const other = await startReceiver();
		await subscribe(api, { callbackUrl: other.url, events: ['job.updated'] });
		await subscribe(api, wanted(['job.updated']));
		expect((await subscriptions()).map(({ callbackUrl }) => callbackUrl).sort()).toEqual(
			[receiver.url, other.url].sort(),
		);
		await other.close();
	});

	it('says clearly when all twenty are taken, and where they go', async () => {
		for (let count = 0; count < 20; count += 1) {
			await fetch(`${sandbox.smartRecruitersUrl}/webhooks-api/v201907/subscriptions`, {
				method: 'POST',
				headers: { authorization: await bearer() },
				body: JSON.stringify({
					callbackUrl: `https://hooks${count % 2}.example.com/${count}`,
					events: ['job.updated'],
				}),
			});
		}
		await expect(subscribe(api, wanted())).rejects.toMatchObject({
			message: expect.stringContaining('All 20 webhook subscriptions'),
			advice: expect.stringContaining('10 to hooks0.example.com'),
		});
	});

	it('keeps what is as it should be, and removes what is not', async () => {
		const { subscriptionId } = await subscribe(api, wanted());
		expect(await keepsSubscription(api, subscriptionId, wanted())).toBe(true);
		expect(await keepsSubscription(api, subscriptionId, wanted(['job.updated']))).toBe(false);
		expect(await subscriptions()).toEqual([]);
		expect(await keepsSubscription(api, subscriptionId, wanted())).toBe(false);
	});
});

describe('receiving', () => {
	const NOW = Date.UTC(2026, 10, 1);
	const signed = (change: Record<string, string | undefined>, text = '{"id":"C1"}') => {
		const rawBody = Buffer.from(text);
		const headers: Record<string, string | undefined> = {
			'event-id': 'E1',
			'event-name': 'candidate.updated',
			'smartrecruiters-timestamp': String(NOW / 1000),
			...change,
		};
		headers['smartrecruiters-signature'] ??= `v1=${signatureOf(headers, rawBody, 'key')}`;
		return { headers, rawBody };
	};

	it('echoes a handshake, but nothing that is no secret', () => {
		expect(screenWebhook({ 'x-hook-secret': 'abc-123' })).toEqual({
			kind: 'handshake',
			secret: 'abc-123',
		});
		expect(screenWebhook({ 'x-hook-secret': 'a\r\nb' })?.kind).toBe('refused');
	});

	it('does not take a delivery for a handshake because it has that header, too', () => {
		expect(screenWebhook({ 'x-hook-secret': 'abc', 'event-id': '1' })?.kind).toBe('refused');
	});

	it.each([
		['no signature', { 'smartrecruiters-signature': '' }, 401],
		['what is no signature', { 'smartrecruiters-signature': 'v1=1e30' }, 401],
		[
			'too long a list of signatures',
			{ 'smartrecruiters-signature': `v1=${'a'.repeat(64)};`.repeat(99) },
			401,
		],
		['a huge body', { 'content-length': '16000000' }, 413],
		['files', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
	])('is refused by its headers when it has %s', (_title, change, status) => {
		expect(screenWebhook(signed(change).headers)).toMatchObject({ kind: 'refused', status });
	});

	it.each(['1e30', '-1e30', 'NaN', '', '978307200', 'yesterday'])(
		'starts nothing for a signed time of %j, and does not throw',
		(time) => {
			const call = signed({ 'smartrecruiters-timestamp': time });
			expect(receiveWebhook(call, ['key'], NOW)).toEqual({ kind: 'stale' });
		},
	);

	it('takes an event that says no time', () => {
		const call = signed({ 'smartrecruiters-timestamp': undefined });
		const received = receiveWebhook(call, ['key'], NOW);
		expect(received).toMatchObject({ kind: 'event', event: { candidateId: 'C1' } });
		expect(received).not.toHaveProperty('event.sentAt');
	});

	it.each(['', 'null', '[]', '{"id":', '"text"'])('refuses a signed body of %j', (text) => {
		expect(receiveWebhook(signed({}, text), ['key'], NOW)).toMatchObject({ status: 400 });
	});
});

describe('the events', () => {
	it('are all that SmartRecruiters knows, and no others', () => {
		const all = [
			'application',
			'candidate',
			'interview',
			'job',
			'offer',
			'onboarding',
			'position',
			'review',
		];
		expect(expandEvents(all.map((subject) => `${subject}.*`))).toEqual([...EVENT_NAMES].sort());
	});

	it('stand once, though they are chosen twice', () => {
		expect(expandEvents(['candidate.deleted', 'candidate.*'])).toEqual([
			'candidate.created',
			'candidate.deleted',
			'candidate.updated',
		]);
	});
});

async function bearer(): Promise<string> {
	const answer = await fetch(`${sandbox.smartRecruitersUrl}/identity/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: 'sandbox-sr',
			client_secret: 'sandbox-sr-secret',
		}),
	});
	const { access_token } = (await answer.json()) as { access_token: string };
	return `Bearer ${access_token}`;
}
