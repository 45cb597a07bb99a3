import { z } from 'zod';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import type { Row } from '../../scripts/n8n/N8nInstance';
import { eventually } from '../support/eventually';
import { everySeconds } from '../support/everySeconds';
import { openAdminPage } from '../support/openAdminPage';
import { publish } from '../support/publish';

const LiveSchema = z.object({
	subscriptions: z.array(z.object({ callbackUrl: z.string(), status: z.string() })),
	webhooks: z.object({ emitted: z.number(), delivered: z.number(), failed: z.number() }),
});
const RecordsSchema = z.object({
	count: z.number(),
	records: z.array(z.object({ id: z.string() })),
});

const WORKFLOWS = ['rscHistoricalSync', 'rscChanges', 'rscDisconnect'];

let stack: Stack;
let people: string[];
beforeAll(async () => {
	stack = await makeStack({
		people: 40,
		workflows: [],
		unpublished: WORKFLOWS,
		entered: {
			rscHistoricalSync: {
				'Every Minute': everySeconds(5),
				Backfill: { options: { jobCheckDelay: 1 } },
			},
			rscChanges: {
				'Every Minute at Night': everySeconds(10),
				Reconcile: { options: { compareEvery: 0 } },
			},
			rscDisconnect: {
				'Every Minute': everySeconds(5),
				'Remove Everything': { options: { jobCheckDelay: 1 } },
			},
		},
	});
	await stack.start();
	await publish(stack.n8n, WORKFLOWS);
	await stack.until('the backfill has finished', ({ finishedAt }) => Boolean(finishedAt));
	// From here on nothing but workflow 06 sends.
	await stack.n8n.api('POST', '/workflows/rscHistoricalSync/deactivate');
	people = (await held('candidates')).records.map(({ id }) => id);
});
afterAll(async () => {
	await stack.close();
});

const live = async () => LiveSchema.parse(await stack.sandbox.control('GET', '/company/live'));
const held = async (kind: string) =>
	RecordsSchema.parse(await stack.sandbox.control('GET', `/linkedin/records/${kind}?limit=100`));
const agrees = async (): Promise<boolean> => (await stack.sandbox.compare()).agree;
const untilAgreed = async (what: string, withinMs?: number): Promise<void> => {
	await eventually(
		stack,
		what,
		async () => await stack.sandbox.compare(),
		({ agree }) => agree,
		withinMs,
	);
};
const deletions = async (): Promise<Row[]> => await stack.n8n.table('rsc_deletions');

describe('workflow 06 on a real n8n', () => {
	it('sends what a webhook tells, and takes back who is deleted, with LinkedIn’s answer as proof', async () => {
		const { sandbox } = stack;
		await eventually(
			stack,
			'the subscription is active',
			async () => (await live()).subscriptions,
			(all) => all.some(({ status }) => status === 'active'),
		);
		const [changed, deleted] = people;
		await sandbox.control('PATCH', `/company/candidates/${changed}`, {
			phoneNumber: '+1 555 0123',
		});
		expect(await agrees()).toBe(false);
		await untilAgreed('the change is at LinkedIn');

		await sandbox.control('DELETE', `/company/candidates/${deleted}`);
		await untilAgreed('the deletion is at LinkedIn');
		const proof = await eventually(
			stack,
			'the deletion is written down',
			async () => (await deletions()).find(({ recordKey }) => recordKey === `candidate:${deleted}`),
			(row) => row !== undefined,
		);
		expect(proof).toMatchObject({ reason: 'deleted', found: true, proof: 'LinkedIn answered 204' });
		expect((await live()).webhooks.failed).toBe(0);
	});

	it('refuses a forged call', async () => {
		const [subscription] = (await live()).subscriptions;
		const forged = await fetch(subscription?.callbackUrl ?? '', {
			method: 'POST',
			headers: {
				...{ 'event-id': '1', 'event-name': 'candidate.deleted' },
				'content-type': 'application/json',
			},
			body: JSON.stringify({ id: people[2] }),
		});
		expect(forged.status).toBe(401);
		expect(await agrees()).toBe(true);
	});

	it('finds by night what no webhook told', async () => {
		const { sandbox } = stack;
		await sandbox.control('POST', '/switches', { 'sr§10.3 lose per cent': 100 });
		await sandbox.control('PATCH', `/company/candidates/${people[2]}`, {
			phoneNumber: '+1 555 0124',
		});
		expect(await agrees()).toBe(false);
		await untilAgreed('the night has found it', 120_000);
	});
});

describe('workflow 08 on a real n8n', () => {
	it('ends the connection after a confirmation only, and removes everything until nothing is left', async () => {
		const { n8n, sandbox } = stack;
		const page = await openAdminPage(n8n, 'rsc-disconnect');
		expect(page.text).toContain('Nothing has been done yet');
		const refused = await page.press('disconnect', { confirmation: 'yes' });
		expect(refused.text).toContain('Nothing has been done yet');
		expect(await agrees()).toBe(true);

		const before = await held('candidates');
		const confirmed = await refused.press('disconnect', {
			confirmation: 'DISCONNECT',
			removeEverything: 'yes',
		});
		expect(confirmed.text).toContain('Disconnected. What was sent is being deleted at LinkedIn');
		await eventually(
			stack,
			'everything is removed',
			async () => (await n8n.table('rsc_sync')).find(({ stream }) => stream === 'removal'),
			(row) => Boolean(row?.finishedAt),
			120_000,
		);
		expect(await held('candidates')).toMatchObject({ count: 0 });
		expect(await held('applications')).toMatchObject({ count: 0 });
		const proofs = (await deletions()).filter(
			({ reason, kind }) => reason === 'disconnected' && kind === 'candidate',
		);
		expect(new Set(proofs.map(({ recordKey }) => recordKey))).toEqual(
			new Set(before.records.map(({ id }) => `candidate:${id}`)),
		);
		expect((await openAdminPage(n8n, 'rsc-disconnect')).text).toContain(
			'Everything that was sent is deleted',
		);

		// Nothing is sent any more.
		await sandbox.control('POST', '/switches', { 'sr§10.3 lose per cent': 0 });
		const { delivered } = (await live()).webhooks;
		await sandbox.control('PATCH', `/company/candidates/${people[4]}`, {
			phoneNumber: '+1 555 0125',
		});
		await eventually(
			stack,
			'the webhook has come',
			async () => (await live()).webhooks.delivered,
			(count) => count > delivered,
		);
		await eventually(
			stack,
			'n8n is done with it',
			async () => await n8n.isAtWork(),
			(isAtWork) => !isAtWork,
		);
		expect(await held('candidates')).toMatchObject({ count: 0 });

		// Unpublished, it leaves no subscription behind.
		await n8n.api('POST', '/workflows/rscChanges/deactivate');
		await eventually(
			stack,
			'the subscription is gone',
			async () => (await live()).subscriptions,
			({ length }) => length === 0,
		);
		expect(n8n.log()).not.toMatch(/@example|sandbox-child-secret|sandbox-sr-secret/);
	});
});
