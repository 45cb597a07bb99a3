import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxCredentials } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import type { Row } from '../../scripts/n8n/N8nInstance';
import { eventually } from '../support/eventually';
import { everySeconds } from '../support/everySeconds';
import { openAdminPage } from '../support/openAdminPage';

let stack: Stack;
afterAll(async () => {
	await stack.close();
});

const rowOf = async (stream: string): Promise<Row | undefined> =>
	(await stack.n8n.table('rsc_sync')).find((row) => row.stream === stream);
/**
 * By itself it tries again minutes after a failure: a person starts it. When the schedule's run is just at work, that one
 * says that it is busy, and the person starts it again.
 */
const rowAfterStart = async (): Promise<Row | undefined> => {
	const { n8n } = stack;
	if (!(await n8n.isAtWork())) await n8n.runByHand('rscHistoricalSync', 'Start by Hand');
	return await rowOf('backfill');
};
const finished = (row: Row | undefined): boolean => Boolean(row?.finishedAt);
const writesOf = async (): Promise<number> =>
	Object.values((await stack.sandbox.requests()).writes).reduce((sum, one) => sum + one, 0);

/** One n8n for all: what is wrong comes first, and is put right by hand. */
describe('workflow 03 on a real n8n', () => {
	beforeAll(async () => {
		stack = await makeStack({
			people: 120,
			// So slow that there is a middle to be killed in.
			factor: 3,
			linkedInSecret: 'wrong',
			entered: {
				rscHistoricalSync: {
					'Every Minute': everySeconds(5),
					Backfill: { options: { jobCheckDelay: 1, chunkSize: 50 } },
				},
			},
		});
		await stack.start();
	});

	it('stops with a wrong secret, sends nothing, and tells on the status page what to do', async () => {
		const { n8n, sandbox } = stack;
		const stopped = await eventually(
			stack,
			'it has stopped',
			async () => await rowOf('backfill'),
			(row) => Boolean(row?.message),
		);
		expect(stopped?.message).toContain('client secret');
		expect(await writesOf()).toBe(0);
		expect((await fetch(`${n8n.url}/webhook/rsc-status`)).status).toBe(401);
		const page = await openAdminPage(n8n, 'rsc-status');
		expect(page.status).toBe(200);
		expect(page.text).toContain('client secret');
		// Switched off at LinkedIn, with the right secret.
		await sandbox.control('POST', '/linkedin/integrations', { enabled: false });
		const [right] = sandboxCredentials(sandbox, { factor: 3 });
		await n8n.rest('PATCH', '/credentials/1', right);
		await eventually(
			stack,
			'the switch is named',
			async () => await rowAfterStart(),
			(row) => String(row?.message).includes('Switch the integration on'),
		);
		expect(await writesOf()).toBe(0);
		await sandbox.control('POST', '/linkedin/integrations', { enabled: true });
	});

	it('goes on automatically after kill -9 in the middle, and both sides agree in the end', async () => {
		const { n8n, sandbox } = stack;
		await eventually(
			stack,
			'details are under way',
			async () => await rowAfterStart(),
			(row) => /complet/i.test(String(row?.activity)),
		);
		await n8n.kill();
		expect((await sandbox.compare()).agree).toBe(false);
		expect(await writesOf()).toBeGreaterThan(0);
		await n8n.start();
		const atStart = await writesOf();
		await eventually(stack, 'it works again', writesOf, (writes) => writes > atStart, 120_000);
		await eventually(
			stack,
			'it has finished',
			async () => await rowOf('backfill'),
			finished,
			150_000,
		);
		expect(await sandbox.compare()).toMatchObject({ agree: true });
	});

	it('parks what LinkedIn would refuse, and keeps no personal data', async () => {
		const { n8n, sandbox } = stack;
		const rows = await n8n.table('rsc_sync');
		const { streams, refused } = await sandbox.compare();
		for (const stream of ['jobs', 'candidates', 'applications'])
			expect(rows.find((row) => row.stream === stream)).toMatchObject({
				done: streams[stream]?.held.count,
			});
		const parked = await n8n.table('rsc_parked');
		for (const kind of ['job', 'candidate'] as const)
			expect(parked.filter((row) => row.kind === kind)).toHaveLength(refused[`${kind}s`] ?? 0);
		expect(parked.length).toBeGreaterThan(0);
		for (const table of [
			'rsc_sync',
			'rsc_parked',
			'rsc_people',
			'rsc_deletions',
			'rsc_sent',
			'rsc_locks',
		])
			expect(JSON.stringify(await n8n.table(table))).not.toMatch(/@example/);
		const page = await openAdminPage(n8n, 'rsc-status');
		expect(page.text).toContain('Set aside');
		expect(page.text).not.toMatch(/undefined|NaN|@example/);
	});

	it('writes nothing when it is started again; credentials test well; the package brings no libraries', async () => {
		const { n8n, sandbox } = stack;
		await sandbox.control('DELETE', '/requests');
		await n8n.runByHand('rscHistoricalSync', 'Start by Hand');
		await eventually(
			stack,
			'the run has ended',
			async () => await n8n.isAtWork(),
			(isAtWork) => !isAtWork,
		);
		expect((await sandbox.requests()).writes).toEqual({});
		for (const id of ['1', '2', '3', '4'])
			expect(await n8n.testCredential(id)).toMatchObject({ status: 'OK' });
		const installed = join(n8n.folder, '.n8n', 'nodes', 'node_modules');
		expect(existsSync(join(installed, 'n8n-nodes-recruiter-system-connect', 'dist'))).toBe(true);
		for (const library of ['zod', 'luxon', 'n8n-workflow'])
			expect(existsSync(join(installed, library))).toBe(false);
		expect(n8n.log()).not.toMatch(/@example|sandbox-child-secret|Cannot find module/);
	});
});
