import { z } from 'zod';
import { sandboxCredentials } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { pause } from '../../scripts/n8n/pause';
import { signatureOf } from '../../src/linkedin/signature';
import { linkedInToken } from '../../scripts/support/linkedInToken';
import { pushFront, type PushFront } from '../support/pushFront';

const SECRET = 'sandbox-child-secret';
const WEBHOOK_ID = '6c1d8a52-0000-4000-8000-000000000001';
const OTHER_WEBHOOK_ID = '6c1d8a52-0000-4000-8000-000000000002';
const UUID = '7f1c9a30-1d2b-4c3d-8e4f-5a6b7c8d9e0f';
/** Stands in every call that is refused: it must not be found in the log. */
const PERSON = 'Ada Lovelace-Marker ada.marker@example.com';
const EXPORTED = {
	integrationContext: 'urn:li:organization:1000',
	externalJobPostingId: 'J1',
	candidate: { firstName: 'Ada', lastName: 'Lo' },
};

/** The trigger, and behind each of its outputs a node that tells which one it was. */
function workflow(id: string, webhookId: string, options: object = {}) {
	const after = (name: string, y: number) => ({
		id: `${id}-${name}`,
		name,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [300, y],
		parameters: {},
	});
	return {
		id,
		name: id,
		nodes: [
			{
				id: `${id}-trigger`,
				name: 'RSC Trigger',
				type: 'n8n-nodes-recruiter-system-connect.rscTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				webhookId,
				parameters: {
					events: ['candidateExported', 'integrationStatusChanged'],
					options,
				},
				credentials: { linkedInRscOAuth2Api: { id: '9', name: 'LinkedIn behind the front' } },
			},
			after('Exported', -100),
			after('Changed', 100),
		],
		connections: {
			'RSC Trigger': {
				main: [
					[{ node: 'Exported', type: 'main', index: 0 }],
					[{ node: 'Changed', type: 'main', index: 0 }],
				],
			},
		},
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
	};
}

const ExecutionsSchema = z.object({
	data: z.array(
		z.object({
			id: z.coerce.string(),
			status: z.string(),
			mode: z.string(),
			data: z.object({
				resultData: z.object({
					runData: z.record(
						z.array(
							z.object({
								data: z
									.object({ main: z.array(z.array(z.object({ json: z.unknown() })).nullish()) })
									.optional(),
							}),
						),
					),
				}),
			}),
		}),
	),
});

const LogSchema = z.object({
	pushes: z.array(z.object({ status: z.string() })),
	callbacks: z.array(z.object({ url: z.string(), state: z.string() })),
});

let stack: Stack;
let front: PushFront;

async function end(): Promise<void> {
	await front.close();
	await stack.close();
}

/** The sandbox behind its front, and n8n with the trigger published and known to LinkedIn. */
async function begin(env: Record<string, string> = {}): Promise<void> {
	stack = await makeStack({ people: 20, env });
	front = await pushFront(stack.sandbox.linkedInUrl);
	const [linkedIn] = z
		.array(z.object({ data: z.record(z.unknown()) }).passthrough())
		.parse(sandboxCredentials(stack.sandbox));
	const { n8n } = stack;
	await n8n.importCredentials([
		{
			...linkedIn,
			id: '9',
			name: 'LinkedIn behind the front',
			data: {
				...linkedIn?.data,
				apiBaseUrl: front.linkedInUrl,
				previousClientSecret: 'previous-secret',
			},
		},
	]);
	await n8n.importWorkflows([
		workflow('pushes', WEBHOOK_ID),
		workflow('second', OTHER_WEBHOOK_ID),
		workflow('borrower', OTHER_WEBHOOK_ID, { registerTestUrl: true }),
	]);
	await n8n.cli('publish:workflow', '--id=pushes');
	await n8n.start();
	await until('LinkedIn has the address', async () => (await callbackUrl()) === url());
}

const url = (webhookId = WEBHOOK_ID, kind = 'webhook') =>
	`${stack.n8n.url}/${kind}/${webhookId}/rsc`;

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 60_000;
	while (!(await done())) {
		if (Date.now() > deadline)
			throw new Error(`Not within a minute: ${what}\n${stack.n8n.log().slice(-2000)}`);
		await pause(100);
	}
}

/** What LinkedIn itself says that it has. */
async function callbackUrl(): Promise<string | undefined> {
	const { linkedInUrl } = stack.sandbox;
	const token = await linkedInToken(stack.sandbox);
	const key =
		'integrationContext=urn:li:organization:1000&integrationType=ONE_CLICK_EXPORT&tenantType=RECRUITER&dataProvider=ATS';
	const answer = await fetch(
		`${linkedInUrl}/v2/atsIntegrations/${key}/configurations?ids=CALLBACK_URL`,
		{ headers: { authorization: `Bearer ${token}` } },
	);
	return z
		.object({
			results: z.record(z.object({ configurationValue: z.object({ string: z.string() }) })),
		})
		.parse(await answer.json()).results.CALLBACK_URL?.configurationValue.string;
}

async function executions(workflowId = 'pushes') {
	return ExecutionsSchema.parse(
		await stack.n8n.api('GET', `/executions?workflowId=${workflowId}&includeData=true&limit=250`),
	).data;
}

function bodyOf(id: string, type = 'EXPORT_CANDIDATE_PROFILE'): string {
	return JSON.stringify({ id, type, expiresAt: Date.now() + 3_600_000 });
}

async function send(
	body: string,
	{
		secret = SECRET,
		to = url(),
		headers = {},
	}: { secret?: string; to?: string; headers?: object } = {},
): Promise<{ status: number; tookMs: number }> {
	const startedAt = Date.now();
	const answer = await fetch(to, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-li-signature': signatureOf(body, secret),
			...headers,
		},
		body,
	});
	await answer.text();
	return { status: answer.status, tookMs: Date.now() - startedAt };
}

/** The names of the nodes that ran, and the items of the last one. */
async function lastRun(count: number) {
	await until(`${count} executions have ended`, async () => {
		const all = await executions();
		// n8n lists an execution that is about to begin, and then, while it runs, not any more.
		return all.length >= count && all.every(({ status }) => !/^(new|running)$/.test(status));
	});
	const all = await executions();
	expect(all).toHaveLength(count);
	const { runData } = all[0]?.data.resultData ?? { runData: {} };
	return {
		nodes: Object.keys(runData),
		items: (runData.Exported ?? runData.Changed)?.[0]?.data?.main[0]?.map(({ json }) => json),
	};
}

/** Everything that is not LinkedIn, with the answers that it may get: 404 and 422 are n8n's own. */
function badCalls(): Array<[status: number, call: () => [string, RequestInit]]> {
	const text = JSON.stringify({ id: PERSON, type: 'EXPORT_CANDIDATE_PROFILE' });
	const post = (body: string, headers: Record<string, string> = {}): [string, RequestInit] => [
		url(),
		{ method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } },
	];
	const form = new FormData();
	form.append('body', text);
	return [
		[401, () => post(text)],
		[401, () => post(text, { 'x-li-signature': signatureOf(text, 'wrong') })],
		[401, () => post(text, { 'x-li-signature': 'Ada Lovelace-Marker' })],
		[401, () => post(text, { 'content-type': 'text/plain' })],
		[
			413,
			() =>
				post(JSON.stringify(PERSON.repeat(2_000)), {
					'x-li-signature': signatureOf(text, 'wrong'),
				}),
		],
		[
			415,
			() => [
				url(),
				{ method: 'POST', body: form, headers: { 'x-li-signature': signatureOf(text, SECRET) } },
			],
		],
		[422, () => post(`${PERSON} is no JSON`)],
		[401, () => [url(), { method: 'POST' }]],
		[401, () => [url(), { method: 'POST', body: form }]],
		[404, () => [url(), { method: 'PUT', body: text }]],
		[404, () => [url(), { method: 'DELETE' }]],
		[400, () => [`${url()}?challengeCode=${encodeURIComponent(PERSON)}`, {}]],
	];
}

/** Sends bad calls, and looks that none was accepted, at most one line each was logged, and none says who. */
async function flood(total: number, concurrency: number): Promise<string> {
	const kinds = badCalls();
	const before = stack.n8n.log().split('\n').length;
	const executed = (await executions()).length;
	const startedAt = Date.now();
	const unexpected = new Set<string>();
	let next = 0;
	const worker = async (): Promise<void> => {
		while (next < total) {
			const number = next;
			next += 1;
			const [status, call] = kinds[number % kinds.length] ?? [0, () => [url(), {}]];
			const answer = await fetch(...call());
			const text = await answer.text();
			if (answer.status !== status) unexpected.add(`${answer.status} for ${status}: ${text}`);
			if (text.length > 200) unexpected.add(text);
		}
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
	const tookS = (Date.now() - startedAt) / 1000;
	const lines = stack.n8n.log().split('\n').length - before;
	expect([...unexpected]).toEqual([]);
	expect(lines).toBeLessThanOrEqual(total);
	expect(stack.n8n.log()).not.toMatch(/Marker|sandbox-child-secret|previous-secret/);
	expect(await executions()).toHaveLength(executed);
	expect((await fetch(`${stack.n8n.url}/healthz/readiness`)).ok).toBe(true);
	return `${total} bad calls in ${tookS.toFixed(1)} s, ${lines} lines in the log`;
}

describe('RSC Trigger on a real n8n', () => {
	beforeAll(async () => {
		await begin();
	});
	afterAll(end);

	it('answers LinkedIn’s challenge in time', async () => {
		const startedAt = Date.now();
		const answer = await fetch(`${url()}?challengeCode=${UUID}&applicationId=234`);
		expect(Date.now() - startedAt).toBeLessThan(3_000);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toContain('application/json');
		expect(await answer.json()).toEqual({
			challengeCode: UUID,
			challengeResponse: 'ec01b36ec9bd40170b2f4722e69b2972863581e5ed75ceae3a07dc81c76ba4b6',
		});
	});

	it('starts one execution per push, on its output, with its data, and answers first', async () => {
		front.data.set('R1', [EXPORTED]);
		const { status, tookMs } = await send(bodyOf('R1'));
		expect(status).toBe(202);
		expect(tookMs).toBeLessThan(3_000);
		expect(await lastRun(1)).toMatchObject({
			nodes: ['RSC Trigger', 'Exported'],
			items: [{ event: 'candidateExported', requestId: 'R1', fetched: true, data: EXPORTED }],
		});

		const changed = { integrationContext: 'urn:li:contract:2001', onboardingStatus: 'ENABLED' };
		front.data.set('R2', [changed]);
		await send(bodyOf('R2', 'INTEGRATION_STATUS_CHANGE'), { secret: 'previous-secret' });
		expect(await lastRun(2)).toMatchObject({
			nodes: ['RSC Trigger', 'Changed'],
			items: [{ event: 'integrationStatusChanged', data: changed }],
		});

		front.data.set('R3', 'silence');
		const slow = await send(bodyOf('R3'));
		expect(slow.status).toBe(202);
		expect(slow.tookMs).toBeLessThan(3_000);
		expect(await lastRun(3)).toMatchObject({ items: [{ requestId: 'R3', fetched: false }] });
	});

	it('is called by LinkedIn itself: challenged first, then told of what an admin switched', async () => {
		const { sandbox } = stack;
		const integrationType = 'PROFILE_PLUGIN';
		await sandbox.control('POST', '/linkedin/integrations', { integrationType, enabled: false });
		await sandbox.control('POST', '/pushes', {
			type: 'INTEGRATION_STATUS_CHANGE',
			payload: [
				{ integrationContext: 'urn:li:organization:1000', integrationType, status: 'DISABLED' },
			],
		});
		const { pushes, callbacks } = LogSchema.parse(await sandbox.control('POST', '/pushes/settle'));
		expect(pushes.map(({ status }) => status)).toEqual(['delivered']);
		expect(callbacks).toMatchObject([{ url: url(), state: 'valid' }]);
		expect(await lastRun(4)).toMatchObject({
			nodes: ['RSC Trigger', 'Changed'],
			items: [{ integrationType, status: 'DISABLED', state: 'off' }],
		});
	});

	it('starts nothing for a replay, at once or later, in memory or after kill -9', async () => {
		front.data.set('R4', [EXPORTED]);
		const body = bodyOf('R4');
		const answers = await Promise.all(Array.from({ length: 20 }, async () => await send(body)));
		expect(answers.every(({ status }) => status < 300)).toBe(true);
		expect(await lastRun(5)).toMatchObject({ items: [{ requestId: 'R4' }] });
		await stack.n8n.kill();
		await stack.n8n.start();
		await until('the route is back', async () => (await fetch(`${url()}`)).status === 400);
		expect((await send(body)).status).toBe(200);
		front.data.set('R5', [EXPORTED]);
		expect((await send(bodyOf('R5'))).status).toBe(202);
		expect(await lastRun(6)).toMatchObject({ items: [{ requestId: 'R5' }] });
	});

	it('accepts nothing of another customer, and nothing that LinkedIn did not sign', async () => {
		front.data.set('R6', [{ ...EXPORTED, integrationContext: 'urn:li:organization:7' }]);
		expect((await send(bodyOf('R6'))).status).toBe(403);
		await flood(550, 5);
	});

	it('listens for a test event without touching the published address', async () => {
		await stack.n8n.runByHand('second', 'RSC Trigger');
		front.data.set('R8', [EXPORTED]);
		const to = url(OTHER_WEBHOOK_ID, 'webhook-test');
		expect((await send(bodyOf('R8'), { to, secret: 'wrong' })).status).toBe(401);
		expect((await send(bodyOf('R8'), { to })).status).toBe(202);
		await until('the test has run', async () => (await executions('second')).length === 1);
		expect((await executions('second'))[0]).toMatchObject({ mode: 'manual', status: 'success' });
		expect(await callbackUrl()).toBe(url());

		await stack.n8n.runByHand('borrower', 'RSC Trigger');
		expect(await callbackUrl()).toBe(to);
		expect((await send(bodyOf('R8'), { to })).status).toBe(202);
		await until('it is given back', async () => (await callbackUrl()) === url());
	});

	it('does not take the address of another workflow, and gives up its own when unpublished', async () => {
		const { n8n } = stack;
		const startedAt = Date.now();
		await n8n.api('POST', '/workflows/second/activate');
		await until('n8n has said why', async () =>
			/The workflow "pushes" of this n8n receives LinkedIn’s notifications.*"Take Over"/.test(
				n8n.log(),
			),
		);
		// n8n tries again after 1, 2, 4 and 8 s what may pass.
		expect(Date.now() - startedAt).toBeLessThan(8_000);
		expect(await callbackUrl()).toBe(url());
		await n8n.api('POST', '/workflows/second/deactivate');

		await n8n.api('POST', '/workflows/pushes/deactivate');
		await until('LinkedIn has no address', async () => (await callbackUrl()) === undefined);
		expect((await send(bodyOf('R9'))).status).toBe(404);

		await n8n.api('POST', '/workflows/second/activate');
		await until('the other has it', async () => (await callbackUrl()) === url(OTHER_WEBHOOK_ID));
		await n8n.api('POST', '/workflows/second/deactivate');
		await until('LinkedIn has no address', async () => (await callbackUrl()) === undefined);
	});

	it('answers challenges and notifications when n8n’s first try to publish was refused', async () => {
		const { n8n, sandbox } = stack;
		await sandbox.control('POST', '/faults', [
			{ vendor: 'linkedin', method: 'PUT', path: '/configurations', kind: 'status', status: 403 },
		]);
		await n8n.api('POST', '/workflows/pushes/activate');
		await until('the second try went through', async () => (await callbackUrl()) === url());
		await until(
			'both are open',
			async () => (await fetch(url(), { method: 'POST' })).status === 401,
		);
		expect((await fetch(`${url()}?challengeCode=${UUID}`)).status).toBe(200);
	});
});

describe('RSC Trigger, polled, on a real n8n', () => {
	afterAll(async () => {
		await stack.close();
	});

	it('starts one execution with what happened, none when nothing did, and one for what comes next', async () => {
		stack = await makeStack({ people: 50 });
		const { n8n, sandbox } = stack;
		const write = async (seed: number) =>
			await sandbox.control('POST', '/activity/burst', {
				seat: 'urn:li:seat:200100000',
				count: 3,
				seed,
				atMs: Date.now() - 1_000,
			});
		await write(1);
		const [node, ...after] = workflow('polled', WEBHOOK_ID).nodes;
		await n8n.importWorkflows([
			{
				...workflow('polled', WEBHOOK_ID),
				nodes: [
					{
						...node,
						parameters: {
							trigger: 'polled',
							contracts: '2001',
							pollTimes: { item: [{ mode: 'everyMinute' }] },
							pollEveryMinutes: 1,
						},
						credentials: { linkedInRscOAuth2Api: { id: '1', name: 'LinkedIn RSC' } },
					},
					...after,
				],
			},
		]);
		await n8n.cli('publish:workflow', '--id=polled');
		await n8n.start();
		const ended = async () =>
			(await executions('polled')).filter(({ status }) => status === 'success');
		let first: Awaited<ReturnType<typeof executions>>[number] | undefined;
		await until('the first poll', async () => {
			[first] = await ended();
			return first !== undefined;
		});
		expect(first).toMatchObject({ mode: 'trigger', status: 'success' });
		const items = first?.data.resultData.runData['RSC Trigger']?.[0]?.data?.main[0];
		expect(items).toHaveLength(3);
		expect(items?.[0]?.json).toMatchObject({ event: 'prospectNote', kind: 'prospectNote' });
		// No address is open, and none was given to LinkedIn.
		expect((await fetch(url())).status).toBe(404);
		// At least one poll of every minute passes and finds nothing.
		await pause(65_000);
		expect(await executions('polled')).toHaveLength(1);
		await write(2);
		const deadline = Date.now() + 70_000;
		while ((await ended()).length < 2 && Date.now() < deadline) await pause(500);
		expect(await executions('polled')).toHaveLength(2);
	}, 240_000);
});

describe('RSC Trigger in a flood', () => {
	beforeAll(async () => {
		// By default n8n makes a JavaScript isolate for every webhook call, of any node but its own: some ten calls a second.
		await begin({ N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });
	});
	afterAll(end);

	const calls = Number(process.env.RSC_FLOOD ?? 10_000);

	it(`stands ${calls} bad calls, and then does its work (RSC_FLOOD sets how many)`, async () => {
		process.stdout.write(`${await flood(calls, 50)}\n`);
		front.data.set('R1', [EXPORTED]);
		expect((await send(bodyOf('R1'))).status).toBe(202);
		expect(await lastRun(1)).toMatchObject({ items: [{ requestId: 'R1' }] });
	}, 900_000);
});
