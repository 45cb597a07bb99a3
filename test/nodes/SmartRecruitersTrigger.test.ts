import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SmartRecruitersTrigger } from '../../nodes/SmartRecruitersTrigger/SmartRecruitersTrigger.node';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { FaultSchema } from '../../sandbox/core/FaultBoard';
import { signatureOf } from '../../src/smartrecruiters/signature';
import { smartRecruitersCredential } from '../../scripts/support/nodeCredentials';
import { TriggerRun, type WebhookCall } from '../support/runTrigger';

let sandbox: Sandbox;
let echo: Server;
let nodes = 0;

beforeEach(async () => {
	sandbox = await createSandbox({ people: 10, limits: 'off' });
	// Stands for n8n while SmartRecruiters makes its handshake.
	echo = createServer((request, response) => {
		const secret = request.headers['x-hook-secret'];
		response.writeHead(200, { ...(secret && { 'x-hook-secret': secret }) }).end();
	});
	await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
	await sandbox.close();
	await new Promise((resolve) => echo.close(resolve));
});

function trigger(credential: object = {}): TriggerRun {
	nodes += 1;
	const run = new TriggerRun(
		new SmartRecruitersTrigger(),
		{ authentication: 'smartRecruitersOAuth2Api', events: ['candidate.*'], options: {} },
		smartRecruitersCredential(sandbox, credential),
		`sr-node-${nodes}`,
	);
	run.baseUrl = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
	return run;
}

const hub = () => sandbox.context.live.hub;
const keyOf = (): string => [...hub().subscriptions.values()][0]?.keys.at(-1)?.secret ?? '';

function event(id: string, key = keyOf(), change: Record<string, string> = {}): WebhookCall {
	const rawBody = Buffer.from('{"id":"C1"}');
	const headers: Record<string, string> = {
		'content-type': 'application/json',
		'event-id': id,
		'event-name': 'candidate.updated',
		'event-version': 'v1',
		'smartrecruiters-timestamp': String(Math.floor(Date.now() / 1000)),
		...change,
	};
	headers['smartrecruiters-signature'] = `v1=${signatureOf(headers, rawBody, key)}`;
	return { rawBody, headers };
}

/** As another process: the module's memory is new, the database is not. */
function restarted(run: TriggerRun, credential: object = {}): TriggerRun {
	let again: TriggerRun | undefined;
	jest.isolateModules(() => {
		const { SmartRecruitersTrigger: Fresh } = jest.requireActual<
			typeof import('../../nodes/SmartRecruitersTrigger/SmartRecruitersTrigger.node')
		>('../../nodes/SmartRecruitersTrigger/SmartRecruitersTrigger.node');
		again = new TriggerRun(
			new Fresh(),
			{ authentication: 'smartRecruitersOAuth2Api', events: ['candidate.*'], options: {} },
			smartRecruitersCredential(sandbox, credential),
			`sr-node-${nodes}`,
		);
	});
	if (!again) throw new Error('No module');
	again.staticData = structuredClone(run.staticData);
	again.baseUrl = run.baseUrl;
	return again;
}

describe('SmartRecruiters Trigger', () => {
	it('answers an event by itself, starts one execution, and none when it comes again', async () => {
		const run = trigger();
		await run.register();
		const first = await run.call(event('E1'));
		expect([first.status, first.started?.[0]?.[0]?.json]).toMatchObject([
			202,
			{ eventId: 'E1', event: 'candidate.updated', candidateId: 'C1' },
		]);
		const again = await run.call(event('E1'));
		expect([again.status, again.started]).toEqual([202, undefined]);
	});

	it('knows after a restart what it has had, and stores no key', async () => {
		const run = trigger();
		await run.register();
		await run.call(event('E1'));
		expect(JSON.stringify(run.staticData)).not.toContain(keyOf());
		expect(Object.keys(run.staticData['node:RSC Trigger'] ?? {}).sort()).toEqual([
			'seen',
			'subscriptionId',
		]);
		const later = restarted(run);
		expect((await later.call(event('E1'))).started).toBeUndefined();
		expect((await later.call(event('E2'))).started).toHaveLength(1);
	});

	it('asks for the key once, whoever calls and however often', async () => {
		const run = trigger();
		await run.register();
		const later = restarted(run);
		sandbox.context.requests.reset();
		const asked = () =>
			Object.entries(sandbox.context.requests.summary().routes).reduce(
				(sum, [route, { requests }]) => sum + (route.endsWith('/secret-key') ? requests : 0),
				0,
			);
		const answers = await Promise.all(
			['A', 'B', 'C'].map(async (id) => await later.call(event(id))),
		);
		expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
		for (let call = 0; call < 20; call += 1) {
			const { status, started } = await later.call(event(`W${call}`, 'wrong'));
			expect([status, started]).toEqual([401, undefined]);
		}
		expect(asked()).toBe(1);
	});

	it('leaves an event for later while SmartRecruiters cannot give the key', async () => {
		const run = trigger();
		await run.register();
		const later = restarted(run);
		const down = { vendor: 'smartrecruiters', path: 'secret-key', kind: 'status', status: 403 };
		sandbox.context.faults.add([FaultSchema.parse({ ...down, times: 5 })]);
		expect(await later.call(event('E1'))).toMatchObject({ status: 503, started: undefined });
	});

	it.each([
		['no header at all', {}, 401],
		['no signature', { ...event('E1', 'x'), headers: { 'event-id': 'E1' } }, 401],
		['a wrong signature', event('E1', 'wrong'), 401],
		[
			'files',
			{
				...event('E1', 'x', { 'content-type': 'multipart/form-data; boundary=x' }),
				unreadBody: 'gone' as const,
			},
			415,
		],
		[
			'a body that cannot be read',
			{ headers: event('E1', 'x').headers ?? {}, unreadBody: 'gone' as const },
			503,
		],
		['a huge body', event('E1', 'x', { 'content-length': '99999999' }), 413],
	])('refuses %s, without an execution', async (_title, call, status) => {
		const run = trigger();
		await run.register();
		const answer = await run.call(call);
		expect([answer.status, answer.started, answer.body]).toEqual([
			status,
			undefined,
			{ message: 'Not accepted' },
		]);
	});

	it('starts nothing for what is too old to be new, and does not throw', async () => {
		const run = trigger();
		await run.register();
		for (const time of ['1e30', '978307200']) {
			const call = event(`E${time}`, keyOf(), { 'smartrecruiters-timestamp': time });
			expect(await run.call(call)).toMatchObject({ status: 202, started: undefined });
		}
	});

	it('answers the handshake, and refuses everything without a subscription', async () => {
		const run = trigger();
		expect(await run.call({ headers: { 'x-hook-secret': 's-1' } })).toMatchObject({
			status: 200,
			headers: { 'X-Hook-Secret': 's-1' },
			started: undefined,
		});
		expect((await run.call(event('E1', 'x'))).status).toBe(401);
	});

	it('gives its subscription up', async () => {
		const run = trigger();
		await run.register();
		const call = event('E1');
		await run.hook('delete');
		expect(hub().subscriptions.size).toBe(0);
		expect((await run.call(call)).status).toBe(401);
	});

	it('tells in one text what to do when it cannot be published', async () => {
		const run = trigger();
		run.baseUrl = 'http://127.0.0.1:9';
		await expect(run.register()).rejects.toThrow(
			/^SmartRecruiters could not reach this workflow .*\. .*WEBHOOK_URL/,
		);
	});
});
