import {
	type INode,
	resolveWebhookDescriptionField,
	WebhookPathTakenError,
	Workflow,
} from 'n8n-workflow';
import { RscTrigger } from '../../nodes/RscTrigger/RscTrigger.node';
import { answerNext } from '../support/contractSandbox';
import { PRODUCTION_URL, TEST_URL, WEBHOOK_ID } from '../support/runTrigger';
import {
	EXPORTED,
	UUID,
	front,
	openBeforeEach,
	push,
	sandbox,
	trigger,
} from '../support/listeningTrigger';

openBeforeEach();

function configuration(): Map<string, string> | undefined {
	return sandbox.store
		.of('urn:li:organization:1000')
		.integrations.get('urn:li:organization:1000 ONE_CLICK_EXPORT')?.configurations;
}
const callbackUrl = () => configuration()?.get('CALLBACK_URL');

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
		await expect(
			trigger({ credential: { recordsPerMinute: 20 } }).register(),
		).rejects.toMatchObject({
			message: expect.stringContaining(
				'"Records per Minute" in the LinkedIn credential has to be at least 100',
			),
		});
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
