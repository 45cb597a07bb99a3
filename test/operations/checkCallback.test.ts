import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Transport } from '../../src/http/Transport';
import { WaitLedger } from '../../src/http/WaitLedger';
import { openLinkedIn } from '../../src/operations/connect';
import { checkCallback } from '../../src/operations/push/checkCallback';
import { CallbackReceiver } from '../support/CallbackReceiver';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';
import type { VirtualTime } from '../../scripts/support/VirtualTime';

const SECRET = 'sandbox-child-secret';
const CODE = '7f1c9a30-1d2b-4c3d-8e4f-5a6b7c8d9e0f';

let sandbox: Sandbox;
let receiver: CallbackReceiver;
const called: string[] = [];

beforeEach(async () => {
	sandbox = await createSandbox({ people: 10 });
	receiver = new CallbackReceiver(SECRET);
	await receiver.start();
	receiver.statuses = [401];
	called.length = 0;
});
afterEach(async () => {
	await sandbox.close();
	await receiver.stop();
});

function stored(url: string | undefined): void {
	const configurations = sandbox.store
		.of('urn:li:organization:1000')
		.integrations.get('urn:li:organization:1000 ONE_CLICK_EXPORT')?.configurations;
	if (url === undefined) configurations?.delete('CALLBACK_URL');
	else configurations?.set('CALLBACK_URL', url);
}

/** LinkedIn itself may ask the address meanwhile. */
const ownChallenge = (): URLSearchParams | undefined =>
	receiver.challenges.find((query) => query.get('challengeCode') === CODE);

const overFetch: Transport = async ({ method, url, headers, body }) => {
	called.push(method);
	const answer = await fetch(url, { method, headers, redirect: 'manual', ...(body && { body }) });
	return {
		status: answer.status,
		headers: Object.fromEntries(answer.headers),
		body: await answer.text(),
	};
};

async function check(send?: Transport) {
	const connection = sandboxConnection(sandbox);
	const time = connection.effects as VirtualTime;
	const { api } = openLinkedIn(connection.linkedIn, connection, {
		ledger: new WaitLedger(),
		deadlineMs: time.now() + 60_000,
	});
	return await checkCallback(api, {
		isOwn: (url) => url.startsWith('http://127.0.0.1:'),
		clientSecret: SECRET,
		challengeCode: CODE,
		send: send ?? time.watch(overFetch),
		effects: time,
	});
}

describe('the look at the callback', () => {
	it('is content with an address of this n8n that answers both', async () => {
		stored(receiver.url);
		expect(await check()).toEqual({
			state: 'working',
			url: receiver.url,
			problem: null,
			whatToDo: null,
		});
		expect(called).toEqual(['GET', 'POST']);
		expect(ownChallenge()).toBeDefined();
	});

	it('keeps what the address has in its query', async () => {
		stored(`${receiver.url}?tenant=17`);
		expect((await check()).state).toBe('working');
		expect(ownChallenge()?.get('tenant')).toBe('17');
	});

	it('says that LinkedIn has none', async () => {
		stored(undefined);
		expect(await check()).toMatchObject({
			state: 'missing',
			url: null,
			whatToDo: expect.stringContaining('Publish'),
		});
	});

	it('names somebody else’s by its host, and does not call there', async () => {
		stored('https://ats.example.com/li/secret-part');
		const finding = await check();
		expect(finding).toMatchObject({
			state: 'foreign',
			problem: 'LinkedIn sends its notifications to ats.example.com',
			whatToDo: expect.stringContaining('"Take Over"'),
		});
		expect(called).toEqual([]);
	});

	it.each([
		['wrong', /another client secret/],
		['text', /something other than JSON/],
	] as const)('looks at the answer to the challenge (%s)', async (challenge, problem) => {
		stored(receiver.url);
		receiver.challenge = challenge;
		const finding = await check();
		expect(finding.state).toBe('deaf');
		expect(finding.problem).toMatch(problem);
	});

	it.each([404, 500, 200])('finds a notification that is answered with %i', async (status) => {
		stored(receiver.url);
		receiver.statuses = [status];
		expect(await check()).toMatchObject({
			state: 'deaf',
			problem: `A notification is answered with ${status}`,
			whatToDo: expect.stringContaining('blocked'),
		});
	});

	it('finds an address where nobody answers, or not in time', async () => {
		stored(receiver.url);
		const silent = await check(async () => await new Promise(() => undefined));
		expect(silent.problem).toBe('LinkedIn’s challenge gets no answer within 3 seconds');
		// Behind many a router, n8n cannot call its own public address, though LinkedIn can.
		expect(silent.whatToDo).toMatch(/^If exports do arrive, .* switch off "Check Callback"/);
		await receiver.stop();
		expect((await check()).state).toBe('deaf');
		await receiver.start();
	});

	it('finds the half of a published trigger: LinkedIn’s challenge gets 404', async () => {
		stored(receiver.url);
		const half: Transport = async (request) =>
			request.method === 'GET'
				? { status: 404, headers: {}, body: '{}' }
				: await overFetch(request);
		expect(await check(half)).toMatchObject({
			state: 'deaf',
			problem: 'LinkedIn’s challenge is answered with 404',
		});
	});
});
