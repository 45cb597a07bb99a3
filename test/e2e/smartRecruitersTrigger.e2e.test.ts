import { z } from 'zod';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { pause } from '../../scripts/n8n/pause';
import { signatureOf } from '../../src/smartrecruiters/signature';

const WEBHOOK_ID = '6c1d8a52-0000-4000-8000-000000000009';
const WorkflowSchema = z.object({ staticData: z.unknown() });
const ExecutionsSchema = z.object({ data: z.array(z.object({ status: z.string() })) });

let stack: Stack;
const url = () => `${stack.n8n.url}/webhook/${WEBHOOK_ID}/smartrecruiters`;

async function until(what: string, done: () => Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 60_000;
	while (!(await done())) {
		if (Date.now() > deadline)
			throw new Error(`Not within a minute: ${what}\n${stack.n8n.log().slice(-2000)}`);
		await pause(100);
	}
}

async function bearer(): Promise<string> {
	const answer = await fetch(`${stack.sandbox.smartRecruitersUrl}/identity/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: 'sandbox-sr',
			client_secret: 'sandbox-sr-secret',
		}),
	});
	return `Bearer ${z.object({ access_token: z.string() }).parse(await answer.json()).access_token}`;
}

/** SmartRecruiters’ own view of what this workflow subscribed to. */
async function subscription(): Promise<{ id: string; status: string } | undefined> {
	const answer = await fetch(
		`${stack.sandbox.smartRecruitersUrl}/webhooks-api/v201907/subscriptions`,
		{
			headers: { authorization: await bearer() },
		},
	);
	return z.array(z.object({ id: z.string(), status: z.string() })).parse(await answer.json())[0];
}

async function signingKey(): Promise<string> {
	const { id = '' } = (await subscription()) ?? {};
	const answer = await fetch(
		`${stack.sandbox.smartRecruitersUrl}/webhooks-api/v201907/subscriptions/${id}/secret-key`,
		{ headers: { authorization: await bearer() } },
	);
	return z.object({ secretKey: z.string() }).parse(await answer.json()).secretKey;
}

async function send(id: string, key: string, change: Record<string, string> = {}): Promise<number> {
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
	const answer = await fetch(url(), { method: 'POST', headers, body: rawBody });
	await answer.text();
	return answer.status;
}

const executions = async () =>
	ExecutionsSchema.parse(await stack.n8n.api('GET', '/executions?workflowId=srTrigger&limit=250'))
		.data.length;
const stored = async () =>
	JSON.stringify(
		WorkflowSchema.parse(await stack.n8n.rest('GET', '/workflows/srTrigger')).staticData,
	);

beforeAll(async () => {
	stack = await makeStack({ people: 20, workflows: [] });
	await stack.n8n.importWorkflows([
		{
			id: 'srTrigger',
			name: 'srTrigger',
			nodes: [
				{
					id: 'trigger',
					name: 'SmartRecruiters Trigger',
					type: 'n8n-nodes-recruiter-system-connect.smartRecruitersTrigger',
					typeVersion: 1.1,
					position: [0, 0],
					webhookId: WEBHOOK_ID,
					parameters: { authentication: 'smartRecruitersOAuth2Api', events: ['candidate.*'] },
					credentials: { smartRecruitersOAuth2Api: { id: '2', name: 'SmartRecruiters' } },
				},
			],
			connections: {},
			settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
		},
	]);
	await stack.n8n.cli('publish:workflow', '--id=srTrigger');
	await stack.n8n.start();
	await until('it is subscribed', async () => (await subscription())?.status === 'active');
	// n8n stores it after the workflow is published; a call that comes before is refused.
	await until('n8n knows it', async () =>
		(await stored()).includes((await subscription())?.id ?? 'no id'),
	);
}, 420_000);
afterAll(async () => {
	await stack.close();
});

describe('SmartRecruiters Trigger on a real n8n', () => {
	it('starts one execution for an event, also after kill -9, and keeps no key', async () => {
		const key = await signingKey();
		expect(await send('E1', key)).toBe(202);
		expect(await send('E1', key)).toBe(202);
		await until('it has run', async () => (await executions()) === 1);
		expect(await stored()).toMatch(/"seen":\["[\w-]{12}"\]/);
		expect(await stored()).not.toContain(key);
		await stack.n8n.kill();
		await stack.n8n.start();
		await until(
			'the route is back',
			async () => (await fetch(url(), { method: 'POST' })).status === 401,
		);
		expect(await send('E1', key)).toBe(202);
		expect(await send('E2', key)).toBe(202);
		await until('it has run', async () => (await executions()) === 2);
	});

	it('saves nothing for strangers, whatever they send', async () => {
		const before = [await executions(), await stored()];
		const key = await signingKey();
		const form = new FormData();
		form.append('file', new Blob(['x'.repeat(1000)]), 'cv.pdf');
		for (let call = 0; call < 20; call += 1) {
			const files = await fetch(url(), { method: 'POST', body: form });
			expect(files.status).toBe(401);
			const signature = { 'smartrecruiters-signature': `v1=${'a'.repeat(64)}` };
			const signed = await fetch(url(), { method: 'POST', body: form, headers: signature });
			expect(signed.status).toBe(415);
			expect(await send(`S${call}`, 'wrong')).toBe(401);
			expect(await send(`T${call}`, key, { 'smartrecruiters-timestamp': '1e30' })).toBe(202);
			expect((await fetch(url(), { method: 'POST' })).status).toBe(401);
		}
		expect([await executions(), await stored()]).toEqual(before);
	});
});
