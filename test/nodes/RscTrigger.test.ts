import {
	type INode,
	resolveWebhookDescriptionField,
	WebhookPathTakenError,
	Workflow,
} from 'n8n-workflow';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { RscTrigger } from '../../nodes/RscTrigger/RscTrigger.node';
import { signatureOf } from '../../src/linkedin/signature';
import { linkedInCredential } from '../../scripts/support/nodeCredentials';
import { pushFront, type PushFront } from '../support/pushFront';
import { answerNext } from '../support/contractSandbox';
import { PRODUCTION_URL, TEST_URL, TriggerRun, WEBHOOK_ID } from '../support/runTrigger';

const SECRET = 'sandbox-child-secret';
const UUID = '7f1c9a30-1d2b-4c3d-8e4f-5a6b7c8d9e0f';
const EXPORTED = {
	integrationContext: 'urn:li:organization:1000',
	externalJobPostingId: 'J1',
	candidate: { firstName: 'Ada', lastName: 'Lo' },
};

let sandbox: Sandbox;
let front: PushFront;
let nodes = 0;
beforeEach(async () => {
	sandbox = await createSandbox({ people: 10 });
	front = await pushFront(sandbox.linkedInUrl);
});
afterEach(async () => {
	await front.close();
	await sandbox.close();
});

interface Choice {
	options?: { takeOver?: boolean; registerTestUrl?: boolean };
	events?: string[];
	credential?: object;
}

function trigger({ options = {}, events, credential }: Choice = {}): TriggerRun {
	nodes += 1;
	return new TriggerRun(
		new RscTrigger(),
		{ events: events ?? ['candidateExported', 'integrationStatusChanged'], options },
		linkedInCredential(sandbox, { apiBaseUrl: front.linkedInUrl, ...credential }),
		`node-${nodes}`,
	);
}

function configuration(): Map<string, string> | undefined {
	return sandbox.store
		.of('urn:li:organization:1000')
		.integrations.get('urn:li:organization:1000 ONE_CLICK_EXPORT')?.configurations;
}
const callbackUrl = () => configuration()?.get('CALLBACK_URL');

function push(id: string, type = 'EXPORT_CANDIDATE_PROFILE', secret = SECRET) {
	const text = JSON.stringify({ id, type, expiresAt: Date.now() + 3_600_000 });
	return { rawBody: Buffer.from(text), headers: { 'x-li-signature': signatureOf(text, secret) } };
}

describe('RSC Trigger on publish', () => {
	it('gives LinkedIn its address, finds it there the next time, and takes it away again', async () => {
		const run = trigger();
		await run.register();
		expect(callbackUrl()).toBe(PRODUCTION_URL);
		expect(await run.hook('checkExists')).toBe(true);
		expect(await run.hook('delete')).toBe(true);
		expect(callbackUrl()).toBeUndefined();
	});

	it('leaves somebody else’s address alone, says whose it is, and takes it over when told to', async () => {
		configuration()?.set('CALLBACK_URL', 'https://ats.example.com/li/1');
		const run = trigger();
		await expect(run.register()).rejects.toMatchObject({
			// The editor shows only the message, and n8n tries again after any other error.
			constructor: WebhookPathTakenError,
			message: expect.stringMatching(
				/^LinkedIn sends the notifications for urn:li:organization:1000 to ats\.example\.com\. .*"Take Over"/,
			),
		});
		expect(await run.hook('delete')).toBe(false);
		expect(callbackUrl()).toBe('https://ats.example.com/li/1');

		await trigger({ options: { takeOver: true } }).register();
		expect(callbackUrl()).toBe(PRODUCTION_URL);
	});

	it('names the workflow that has the address, once that one was published or challenged', async () => {
		const holder = PRODUCTION_URL.replace(WEBHOOK_ID, 'another');
		configuration()?.set('CALLBACK_URL', holder);
		await expect(trigger().register()).rejects.toThrow(/^Another workflow of this n8n receives/);
		await trigger().call({ method: 'GET', query: { challengeCode: UUID } });
		configuration()?.set('CALLBACK_URL', PRODUCTION_URL);
		const second = trigger();
		second.webhookId = 'second';
		await expect(second.register()).rejects.toThrow(
			/^The workflow "Test" of this n8n receives .* or switch on the option "Take Over" here\.$/,
		);
	});

	describe('before access was requested', () => {
		const NAME = 'urn:li:organization:1000 ONE_CLICK_EXPORT';
		const integrations = () => sandbox.store.of('urn:li:organization:1000').integrations;
		/** Published while LinkedIn has no place for an address. @returns a poll, and LinkedIn's answer to the request */
		async function waiting() {
			const held = integrations().get(NAME);
			integrations().delete(NAME);
			const run = trigger();
			await run.register();
			const { poll, save } = run.activate();
			return {
				run,
				poll,
				save,
				request: () => {
					if (held) integrations().set(NAME, held);
				},
			};
		}

		it('is published, and gives LinkedIn its address once it was', async () => {
			const { run, poll, save, request } = await waiting();
			for (const _before of [1, 2]) expect(await poll()).toBeNull();
			request();
			expect(callbackUrl()).toBeUndefined();
			expect(await poll()).toBeNull();
			expect(callbackUrl()).toBe(PRODUCTION_URL);
			save();
			expect(run.staticData).not.toHaveProperty(['node:RSC Trigger', 'waiting']);
			expect(await run.hook('delete')).toBe(true);
		});

		it('asks nothing of LinkedIn with the poll that comes with publishing', async () => {
			const { poll, request } = await waiting();
			request();
			await poll();
			expect(callbackUrl()).toBeUndefined();
		});

		it('says once that somebody else has got in first', async () => {
			const { poll, request } = await waiting();
			await poll();
			request();
			configuration()?.set('CALLBACK_URL', 'https://ats.example.com/li/1');
			await expect(poll()).rejects.toThrow(/to ats\.example\.com/);
			expect(await poll()).toBeNull();
			expect(callbackUrl()).toBe('https://ats.example.com/li/1');
		});
	});

	it('leaves it to n8n to try again what may pass', async () => {
		answerNext(sandbox, 'atsIntegrations', {}, { status: 403 });
		const refused = trigger().register();
		await expect(refused).rejects.not.toBeInstanceOf(WebhookPathTakenError);
		await expect(refused).rejects.toThrow(/answered 403 .*Product settings > Integrations/);
	});

	it('registers by the webhook that n8n opens first, so that a later try opens both', () => {
		const { description, webhookMethods } = new RscTrigger();
		expect(Object.keys(webhookMethods)).toEqual([description.webhooks?.[0]?.name]);
		// Those of pages have names without methods: they register nothing.
		const registering = description.webhooks?.filter(({ name }) => name in webhookMethods);
		expect(registering).toHaveLength(1);
	});

	it('takes back what a test that was cut off left behind', async () => {
		configuration()?.set('CALLBACK_URL', TEST_URL);
		await trigger().register();
		expect(callbackUrl()).toBe(PRODUCTION_URL);
	});

	it('follows when the address of n8n has changed', async () => {
		const run = trigger();
		run.staticData = {
			'node:RSC Trigger': {
				registered: {
					url: 'https://old.example.com/webhook/x/rsc',
					organization: 'urn:li:organization:1000',
				},
			},
		};
		configuration()?.set('CALLBACK_URL', 'https://old.example.com/webhook/x/rsc');
		await run.register();
		expect(callbackUrl()).toBe(PRODUCTION_URL);
	});

	it('names the field of the credential that cannot be used', async () => {
		await expect(
			trigger({ credential: { organization: 'acme' } }).register(),
		).rejects.toMatchObject({ message: expect.stringContaining('"Organization"') });
	});
});

describe('RSC Trigger while the editor listens', () => {
	it('leaves the published address alone', async () => {
		await trigger().register();
		sandbox.context.requests.reset();
		const run = trigger();
		await run.register('manual');
		expect(callbackUrl()).toBe(PRODUCTION_URL);
		expect(sandbox.context.requests.summary().linkedin.requests).toBe(0);
		front.data.set('R1', [EXPORTED]);
		const { started } = await run.call(push('R1'), 'manual');
		expect(started?.[0]).toHaveLength(1);
		await run.hook('delete', 'manual');
		expect(callbackUrl()).toBe(PRODUCTION_URL);
	});

	it('borrows it when told to, and gives it back', async () => {
		configuration()?.set('CALLBACK_URL', 'https://ats.example.com/li/1');
		const run = trigger({ options: { registerTestUrl: true } });
		await run.register('manual');
		expect(callbackUrl()).toBe(TEST_URL);
		await run.hook('delete', 'manual');
		expect(callbackUrl()).toBe('https://ats.example.com/li/1');
	});

	it('does not give back what somebody else took meanwhile', async () => {
		configuration()?.set('CALLBACK_URL', 'https://ats.example.com/li/1');
		const run = trigger({ options: { registerTestUrl: true } });
		await run.register('manual');
		await trigger({ options: { takeOver: true } }).register();
		await run.hook('delete', 'manual');
		expect(callbackUrl()).toBe(PRODUCTION_URL);
	});
});

describe('LinkedIn’s challenge', () => {
	it('is answered', async () => {
		const answer = await trigger().call({ method: 'GET', query: { challengeCode: UUID } });
		expect(answer).toMatchObject({
			status: 200,
			body: {
				challengeCode: UUID,
				challengeResponse: 'ec01b36ec9bd40170b2f4722e69b2972863581e5ed75ceae3a07dc81c76ba4b6',
			},
			started: undefined,
		});
	});

	it.each([
		['none', {}],
		['other text', { challengeCode: `hmacsha256={"id":"1","type":"EXPORT_CANDIDATE_PROFILE"}` }],
		['two', { challengeCode: [UUID, UUID] }],
	])('is refused with %s', async (_title, query) => {
		const { status, body, started } = await trigger().call({ method: 'GET', query });
		expect([status, body, started]).toEqual([400, { message: 'Not accepted' }, undefined]);
	});
});

describe('a push to RSC Trigger', () => {
	it('starts the workflow on the output of its event, with what it points to', async () => {
		front.data.set('R1', [EXPORTED]);
		const { status, started } = await trigger().call(push('R1'));
		expect(status).toBe(202);
		expect(started).toEqual([
			[
				{
					json: {
						event: 'candidateExported',
						requestId: 'R1',
						receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
						expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
						fetched: true,
						organization: 'urn:li:organization:1000',
						integrationContext: 'urn:li:organization:1000',
						data: EXPORTED,
					},
				},
			],
			[],
		]);

		const changed = {
			integrationContext: 'urn:li:contract:2001',
			integrationType: 'CSA_API',
			onboardingStatus: 'ENABLED',
		};
		front.data.set('R2', [changed]);
		const second = await trigger().call(push('R2', 'INTEGRATION_STATUS_CHANGE'));
		expect(second.started).toMatchObject([
			[],
			[
				{
					json: {
						event: 'integrationStatusChanged',
						integrationContext: 'urn:li:contract:2001',
						integrationType: 'CSA_API',
						status: 'ENABLED',
						state: 'on',
						data: changed,
					},
				},
			],
		]);
	});

	it('asks first where LinkedIn knew the export before', async () => {
		front.only.generation = 'v2';
		const run = trigger();
		for (const id of ['R1', 'R2']) {
			front.data.set(id, [EXPORTED]);
			expect((await run.call(push(id))).status).toBe(202);
		}
		expect(front.asked).toEqual(['R1', 'R1', 'R2']);
	});

	it('starts it with the request alone when LinkedIn does not answer, within three seconds', async () => {
		front.data.set('R1', 'silence');
		const sentAt = Date.now();
		const { status, started } = await trigger().call(push('R1'));
		expect(Date.now() - sentAt).toBeLessThan(3_000);
		expect(status).toBe(202);
		expect(started?.[0]).toMatchObject([
			{
				json: {
					requestId: 'R1',
					fetched: false,
					data: null,
					problem: 'LinkedIn did not answer in time',
				},
			},
		]);
	});

	it('is read by the node where n8n has not read it', async () => {
		front.data.set('R1', [EXPORTED]);
		const { rawBody, headers } = push('R1');
		expect((await trigger().call({ headers, unreadBody: rawBody })).status).toBe(202);
		expect((await trigger().call({ headers, unreadBody: 'gone' })).status).toBe(400);
	});

	it('counts with a new secret at once, or a second later', async () => {
		front.data.set('R1', [EXPORTED]);
		const run = trigger({ credential: { clientSecret: SECRET } });
		await run.call(push('R0', 'RESYNC_JOBS'));
		run.change({ clientSecret: SECRET, previousClientSecret: 'brand new' });
		const signed = push('R1', 'EXPORT_CANDIDATE_PROFILE', 'brand new');
		const startedAt = Date.now();
		while ((await run.call(signed)).status !== 202) {
			expect(Date.now() - startedAt).toBeLessThan(2_000);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	});

	it('counts with the previous secret, too', async () => {
		front.data.set('R1', [EXPORTED]);
		const run = trigger({ credential: { previousClientSecret: 'previous' } });
		expect((await run.call(push('R1', 'EXPORT_CANDIDATE_PROFILE', 'previous'))).status).toBe(202);
	});

	it('starts the workflow once, however often it comes, at once or later, also after a restart', async () => {
		front.data.set('R1', [EXPORTED]);
		const run = trigger();
		const answers = await Promise.all(Array.from({ length: 20 }, () => run.call(push('R1'))));
		expect(answers.filter(({ started }) => started)).toHaveLength(1);
		expect(answers.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
		expect((await run.call(push('R1'))).started).toBeUndefined();
		expect(front.asked).toEqual(['R1']);

		// Another process knows only what the database has.
		const restarted = trigger();
		restarted.staticData = run.staticData;
		expect((await restarted.call(push('R1'))).started).toBeUndefined();
		expect(JSON.stringify(run.staticData).length).toBeLessThan(200);
	});

	it('is refused when it is about another customer, and can come again once that is put right', async () => {
		front.data.set('R1', [{ ...EXPORTED, integrationContext: 'urn:li:organization:7' }]);
		const run = trigger();
		const refused = await run.call(push('R1'));
		expect([refused.status, refused.started]).toEqual([403, undefined]);
		front.data.set('R1', [EXPORTED]);
		expect((await run.call(push('R1'))).status).toBe(202);
	});

	it.each([
		['no signature', { ...push('R1'), headers: {} }, 401],
		['a wrong signature', push('R1', 'EXPORT_CANDIDATE_PROFILE', 'wrong'), 401],
		['no body', { headers: push('R1').headers }, 400],
		['a huge body', { ...push('R1'), rawBody: Buffer.alloc(100_000, 'a') }, 413],
		[
			'headers that announce a huge body',
			{
				headers: { ...push('R1').headers, 'content-length': '16000000' },
				unreadBody: 'gone' as const,
			},
			413,
		],
	])('is refused with %s, and LinkedIn is not asked', async (_title, call, status) => {
		front.data.set('R1', [EXPORTED]);
		const answer = await trigger().call(call);
		expect([answer.status, answer.started, front.asked]).toEqual([status, undefined, []]);
	});

	it('is confirmed and ignored when nobody listens for its event', async () => {
		const { status, started } = await trigger({ events: ['integrationStatusChanged'] }).call(
			push('R1'),
		);
		expect([status, started, front.asked]).toEqual([200, undefined, []]);
	});

	it('is left for later when the credential cannot be read', async () => {
		const run = trigger({ credential: { organization: 'acme' } });
		for (let time = 0; time < 2; time += 1) {
			const { status, started } = await run.call(push('R1'));
			expect([status, started]).toEqual([503, undefined]);
		}
		const keyless = trigger({ credential: { clientSecret: '' } });
		expect((await keyless.call(push('R1'))).status).toBe(401);
	});

	it('never brings anything that came in into the log', async () => {
		const run = trigger();
		for (let call = 0; call < 50; call += 1) {
			await run.call({ ...push('ada@example.com'), headers: { 'x-li-signature': 'ada' } });
		}
		expect(run.warnings.length).toBeLessThanOrEqual(1);
		expect(run.warnings.join()).not.toMatch(/ada/);
	});
});

describe('the addresses of RSC Trigger', () => {
	it.each([
		['pushed', ['GET /rsc', 'POST /rsc']],
		['polled', []],
		['page', ['GET rsc-status', 'POST rsc-status']],
		['callback', ['POST rsc-status']],
		[undefined, ['GET /rsc', 'POST /rsc']],
	])('have the same method and path by expression as without one (%s)', (trigger, wanted) => {
		const type = new RscTrigger();
		const node: INode = {
			id: 'node',
			name: 'RSC Trigger',
			type: 'test.rscTrigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: { ...(trigger && { trigger }), path: 'rsc-status' },
		};
		const { expression, nodes: filled } = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: {
				getByName: () => type,
				getByNameAndVersion: () => type,
				getKnownTypes: () => ({}),
			},
		});
		const loaded = filled['RSC Trigger'] ?? node;
		const open: string[] = [];
		for (const webhook of type.description.webhooks ?? []) {
			const [method, path] = (['httpMethod', 'path'] as const).map((field): string => {
				const value: unknown = expression.getSimpleParameterValue(
					loaded,
					webhook[field],
					'internal',
					{},
				);
				const native = resolveWebhookDescriptionField(loaded, webhook, field);
				if (native.resolved) expect(native.value).toBe(value);
				else expect(webhook[field]).not.toContain('=');
				return typeof value === 'string' ? value : '';
			});
			if (method) open.push(`${method} ${webhook.isFullPath ? '' : '/'}${path}`);
		}
		expect(open).toEqual(wanted);
	});
});
