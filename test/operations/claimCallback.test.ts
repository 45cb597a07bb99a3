import { FaultSchema } from '../../sandbox/core/FaultBoard';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { WaitLedger } from '../../src/http/WaitLedger';
import {
	type CallbackClaim,
	claimCallback,
	getCallbackUrl,
	releaseCallback,
} from '../../src/operations/push/claimCallback';
import { openLinkedIn } from '../../src/operations/connect';
import { sandboxConnection } from '../../scripts/support/sandboxConnection';

const URL_OF_NODE = 'https://n8n.example.com/webhook/a/rsc';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 10 });
});
afterEach(async () => {
	await sandbox.close();
});

const api = (change: Parameters<typeof sandboxConnection>[1] = {}) => {
	const connection = sandboxConnection(sandbox, change);
	return openLinkedIn(connection.linkedIn, connection, {
		ledger: new WaitLedger(),
		deadlineMs: connection.effects.now(),
	}).api;
};
const stored = () =>
	sandbox.store
		.of('urn:li:organization:1000')
		.integrations.get('urn:li:organization:1000 ONE_CLICK_EXPORT')?.configurations;
const claim = (change: Partial<CallbackClaim> = {}): CallbackClaim => ({
	url: URL_OF_NODE,
	formerUrls: [],
	takeOver: false,
	...change,
});

describe('the one callback URL of a customer', () => {
	it.each(['1.0', '2.0.0'] as const)(
		'is stored, read back, and removed again in key syntax %s',
		async (protocol) => {
			const linkedIn = api({ linkedIn: { protocol } });
			expect(await getCallbackUrl(linkedIn)).toBeUndefined();
			expect(await claimCallback(linkedIn, claim())).toBeUndefined();
			expect(await getCallbackUrl(linkedIn)).toBe(URL_OF_NODE);
			expect(await releaseCallback(linkedIn, [URL_OF_NODE])).toBe(true);
			expect(await getCallbackUrl(linkedIn)).toBeUndefined();
		},
	);

	it('is not written again when it is there', async () => {
		const linkedIn = api();
		await claimCallback(linkedIn, claim());
		sandbox.context.requests.reset();
		await claimCallback(linkedIn, claim());
		expect(Object.keys(sandbox.context.requests.summary().routes)).toEqual([
			expect.stringContaining('GET '),
		]);
	});

	it.each([
		['https://n8n.example.com/webhook/b/rsc', 'Another workflow of this n8n', 'outputs of that'],
		['https://ats.example.com/li/1', 'to ats.example.com', 'Take Over'],
		['nonsense', 'to an unreadable address', 'Take Over'],
	])('is left to its owner: %s', async (theirs, message, advice) => {
		const linkedIn = api();
		stored()?.set('CALLBACK_URL', theirs);
		await expect(claimCallback(linkedIn, claim())).rejects.toMatchObject({
			message: expect.stringContaining(message),
			advice: expect.stringContaining(advice),
		});
		expect(await getCallbackUrl(linkedIn)).toBe(theirs);
		expect(await releaseCallback(linkedIn, [URL_OF_NODE])).toBe(false);
		expect(await getCallbackUrl(linkedIn)).toBe(theirs);

		expect(await claimCallback(linkedIn, claim({ takeOver: true }))).toBe(theirs);
		expect(await getCallbackUrl(linkedIn)).toBe(URL_OF_NODE);
	});

	it('follows a node whose n8n has moved', async () => {
		const linkedIn = api();
		const former = 'https://old.example.com/webhook/a/rsc';
		stored()?.set('CALLBACK_URL', former);
		await claimCallback(linkedIn, claim({ formerUrls: [former] }));
		expect(await getCallbackUrl(linkedIn)).toBe(URL_OF_NODE);
	});

	it('puts back what was there before', async () => {
		const linkedIn = api();
		stored()?.set('CALLBACK_URL', 'https://ats.example.com/li/1');
		const before = await claimCallback(linkedIn, claim({ takeOver: true }));
		await releaseCallback(linkedIn, [URL_OF_NODE], before);
		expect(await getCallbackUrl(linkedIn)).toBe('https://ats.example.com/li/1');
	});

	it('does not serve a second customer', async () => {
		await expect(
			claimCallback(api(), claim({ servedOrganization: 'urn:li:organization:7' })),
		).rejects.toMatchObject({ message: expect.stringContaining('urn:li:organization:7') });
		expect(await getCallbackUrl(api())).toBeUndefined();
	});

	it('needs the 1-Click Export integration to be requested', async () => {
		await sandbox.close();
		sandbox = await createSandbox({ people: 10, connected: false });
		await expect(claimCallback(api(), claim())).rejects.toMatchObject({
			message: expect.stringContaining('does not know the 1-Click Export integration'),
			advice: expect.stringContaining('Contract Activate'),
		});
	});

	it('is not believed to be stored before it was read back', async () => {
		const linkedIn = api();
		sandbox.context.faults.add([
			// The read that follows the write finds nothing, as when LinkedIn drops it after a failed challenge.
			FaultSchema.parse({
				vendor: 'linkedin',
				method: 'GET',
				path: '/configurations',
				kind: 'status',
				status: 404,
				skip: 1,
			}),
		]);
		await expect(claimCallback(linkedIn, claim())).rejects.toMatchObject({
			message: 'LinkedIn did not keep the callback URL',
		});
	});
});

describe('an address that LinkedIn cannot reach', () => {
	it.each([
		['http://n8n.example.com/webhook/a/rsc', 'https://'],
		['https://n8n.example.com:5678/webhook/a/rsc', '443 or 80'],
		['https://a1b2.ngrok-free.app/webhook/a/rsc', 'ngrok'],
	])('is not given to it: %s', async (url, message) => {
		await expect(claimCallback(api(), claim({ url }))).rejects.toMatchObject({
			message: expect.stringContaining(message),
			advice: expect.stringContaining('WEBHOOK_URL'),
		});
		expect(await getCallbackUrl(api())).toBeUndefined();
	});

	it('is one on this machine, unless LinkedIn is here, too, as the sandbox is', async () => {
		const url = 'http://127.0.0.1:5678/webhook/a/rsc';
		await expect(
			claimCallback(api({ linkedIn: { baseUrl: 'https://api.linkedin.com' } }), claim({ url })),
		).rejects.toThrow('on this machine');
		await claimCallback(api(), claim({ url }));
		expect(await getCallbackUrl(api())).toBe(url);
	});
});
