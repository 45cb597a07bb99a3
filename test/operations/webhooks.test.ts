import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { WaitLedger } from '../../src/http/WaitLedger';
import { openSmartRecruiters } from '../../src/operations/connect';
import { receiveWebhook } from '../../src/operations/push/receiveWebhook';
import { keepsSubscription, subscribe } from '../../src/operations/push/subscribe';
import type { SmartRecruitersApi } from '../../src/smartrecruiters/SmartRecruitersApi';
import { expandEvents } from '../../src/smartrecruiters/webhookEvents';
import { listSubscriptions } from '../../src/smartrecruiters/webhooks';
import { EVENT_NAMES } from '../../sandbox/smartrecruiters/webhookRoutes';
import { sandboxConnection } from '../support/sandboxConnection';
import { type Receiver, startReceiver } from '../support/startReceiver';

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
		expect(receiveWebhook(request, [own.secretKey])).toMatchObject({
			kind: 'event',
			event: {
				event: 'candidate.updated',
				subject: 'candidate',
				candidateId: someone.id,
				link: `${sandbox.smartRecruitersUrl}/candidates/${someone.id}`,
				sentAt: expect.stringMatching(/^20\d\d-/),
			},
		});
		expect(receiveWebhook(request, ['another'])).toEqual({
			kind: 'refused',
			reason: 'wrong signature',
		});
		expect(receiveWebhook(request, [])).toEqual({ kind: 'refused', reason: 'no key' });
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
	const empty = Buffer.alloc(0);

	it('echoes a handshake, but nothing that is no secret', () => {
		expect(receiveWebhook({ headers: { 'x-hook-secret': 'abc-123' }, rawBody: empty }, [])).toEqual(
			{
				kind: 'handshake',
				secret: 'abc-123',
			},
		);
		expect(
			receiveWebhook({ headers: { 'x-hook-secret': 'a\r\nb' }, rawBody: empty }, []).kind,
		).toBe('refused');
	});

	it('does not take a delivery for a handshake because it has that header, too', () => {
		const headers = { 'x-hook-secret': 'abc', 'event-id': '1', 'event-name': 'job.updated' };
		expect(receiveWebhook({ headers, rawBody: empty }, ['key']).kind).toBe('refused');
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
