import { z } from 'zod';
import { pause } from '../../scripts/n8n/pause';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';

let stack: Stack;
afterEach(async () => {
	await stack.close();
});

const LiveSchema = z.object({
	subscriptions: z.array(z.object({ callbackUrl: z.string(), status: z.string() })),
	webhooks: z.object({ emitted: z.number(), delivered: z.number(), failed: z.number() }),
});
const live = async () => LiveSchema.parse(await stack.sandbox.control('GET', '/company/live'));

async function eventually(
	what: string,
	holds: () => Promise<boolean>,
	withinMs = 60_000,
): Promise<number> {
	const beganAt = Date.now();
	while (!(await holds())) {
		if (Date.now() - beganAt > withinMs)
			throw new Error(
				`Not within ${withinMs} ms: ${what}\n${JSON.stringify(await stack.sandbox.compare(), null, 1)}\n${stack.n8n.log().slice(-3000)}`,
			);
		await pause(200);
	}
	return Date.now() - beganAt;
}
const agrees = async (): Promise<boolean> => (await stack.sandbox.compare()).agree;
const held = async (kind: string) =>
	z
		.object({ records: z.array(z.object({ id: z.string() })) })
		.parse(await stack.sandbox.control('GET', `/linkedin/records/${kind}?limit=40`)).records;

describe('workflow 06 on a real n8n', () => {
	it('keeps Recruiter up to date by webhook, by the hour and by night; workflow 08 takes all back', async () => {
		stack = await makeStack({
			people: 60,
			workflows: ['rscHistoricalSync', 'rscChanges', 'rscProfile', 'rscDisconnect'],
			settings: { removeEverything: true, confirmation: 'REMOVE', nightHour: 3 },
		});
		const { n8n, sandbox, start, until } = stack;
		await start();
		await until('the backfill has finished', ({ finishedAt }) => Boolean(finishedAt));
		await eventually('the subscription is active', async () =>
			(await live()).subscriptions.some(({ status }) => status === 'active'),
		);
		const people = await held('candidates');
		const [one, other, third] = people.map(({ id }) => id);

		// By webhook, within a minute.
		await sandbox.control('PATCH', `/company/candidates/${one}`, { phoneNumber: '+1 555 0123' });
		expect(await agrees()).toBe(false);
		await eventually('the change is at LinkedIn', agrees);

		// A deletion, with its row in the ledger.
		await sandbox.control('DELETE', `/company/candidates/${other}`);
		await eventually('the deletion is at LinkedIn', agrees);
		await eventually('the ledger has it', async () =>
			(await n8n.table('rsc_deletions')).some(
				({ recordKey, proof }) =>
					recordKey === `candidate:${other}` && proof === 'LinkedIn answered 204',
			),
		);
		expect((await live()).webhooks.failed).toBe(0);

		// What no webhook told.
		await sandbox.control('POST', '/switches', { 'sr§10.3 lose per cent': 100 });
		await sandbox.control('PATCH', `/company/candidates/${third}`, { phoneNumber: '+1 555 0124' });
		await n8n.runByHand('rscChanges', 'Start by Hand');
		await eventually('the run for changes has found it', agrees, 90_000);
		await eventually('both sides were compared', async () =>
			(await n8n.table('rsc_sync')).some(
				({ stream, finishedAt }) => stream === 'reconcile' && Boolean(finishedAt),
			),
		);
		expect((await n8n.table('rsc_people')).length).toBeGreaterThan(5);

		// The profile page tells that somebody was linked by hand; what LinkedIn says is written down.
		await sandbox.control('POST', '/linkedin/link', {
			candidateId: one,
			person: 'urn:li:person:byhand1',
		});
		const hook = `${n8n.url}/webhook/rsc-profile`;
		const told = await fetch(hook, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ candidateId: one, person: 'urn:li:person:forged' }),
		});
		expect(told.status).toBe(204);
		await eventually('the link is known', async () =>
			(await n8n.table('rsc_people')).some(
				({ candidateId, person, knownBy }) =>
					candidateId === one && person === 'urn:li:person:byhand1' && knownBy === 'widget',
			),
		);
		expect(JSON.stringify(await n8n.table('rsc_people'))).not.toContain('forged');

		// A forged call.
		const [subscription] = (await live()).subscriptions;
		const forged = await fetch(subscription?.callbackUrl ?? '', {
			method: 'POST',
			headers: {
				'event-id': '1',
				'event-name': 'candidate.deleted',
				'content-type': 'application/json',
			},
			body: JSON.stringify({ id: third }),
		});
		expect(forged.status).toBe(401);
		expect(await agrees()).toBe(true);

		// Disconnect: stop, remove, prove.
		await n8n.runByHand('rscDisconnect', 'Start by Hand');
		await eventually(
			'everything is removed',
			async () =>
				(await n8n.table('rsc_sync')).some(
					({ stream, finishedAt }) => stream === 'disconnect' && Boolean(finishedAt),
				),
			150_000,
		);
		expect([await held('candidates'), await held('applications')]).toEqual([[], []]);
		const proof = (await n8n.table('rsc_sync')).find(({ stream }) => stream === 'disconnect');
		expect(proof?.message).toMatch(/: 0 and 0 are left at LinkedIn\.$/);
		await sandbox.control('POST', '/switches', { 'sr§10.3 lose per cent': 0 });
		await sandbox.control('PATCH', `/company/candidates/${third}`, { phoneNumber: '+1 555 0125' });
		await pause(3_000);
		expect(await held('candidates')).toEqual([]);

		// Unpublished, it leaves no subscription behind.
		await n8n.api('POST', '/workflows/rscChanges/deactivate');
		await eventually(
			'the subscription is gone',
			async () => (await live()).subscriptions.length === 0,
		);
		expect(n8n.log()).not.toMatch(/@example|sandbox-child-secret|sandbox-sr-secret/);
	});
});
