import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from '../../scripts/n8n/pause';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';

let stack: Stack;
afterEach(async () => {
	await stack.close();
});

const total = (writes: Record<string, number>): number =>
	Object.values(writes).reduce((sum, count) => sum + count, 0);

describe('workflow 03 on a real n8n', () => {
	it('backfills by itself once it is published; credentials test well; zod and luxon are the host’s', async () => {
		stack = await makeStack({ people: 300 });
		const { n8n, sandbox, start, until } = stack;
		await start();
		await until('the backfill has finished', ({ finishedAt }) => Boolean(finishedAt));
		expect(await sandbox.compare()).toMatchObject({ agree: true });

		const rows = await n8n.table('rsc_sync');
		const { streams, refused } = await sandbox.compare();
		expect(rows.find(({ stream }) => stream === 'candidates')).toMatchObject({
			done: streams.candidates?.held.count,
			rejected: refused.candidates,
		});
		expect(rows.find(({ stream }) => stream === 'applications')).toMatchObject({
			done: streams.applications?.held.count,
		});
		expect(rows.find(({ stream }) => stream === 'jobs')).toMatchObject({
			done: streams.jobs?.held.count,
			rejected: refused.jobs,
		});

		const parked = await n8n.table('rsc_parked');
		expect(parked).toHaveLength(
			(refused.jobs ?? 0) + (refused.candidates ?? 0) + (refused.applications ?? 0),
		);
		expect(JSON.stringify(parked)).not.toMatch(/@example/);

		for (const id of ['1', '2', '3', '4'])
			expect(await n8n.testCredential(id)).toMatchObject({ status: 'OK' });

		// A second look by hand: nothing has changed, so nothing is written.
		await sandbox.control('DELETE', '/requests');
		const [before] = rows.filter(({ stream }) => stream === 'backfill');
		await n8n.runByHand('rscHistoricalSync', 'Start by Hand');
		await until(
			'the second run has finished',
			({ finishedAt }) => Boolean(finishedAt) && finishedAt !== before?.finishedAt,
		);
		const { writes, linkedin } = await sandbox.requests();
		expect([writes, linkedin.requests]).toEqual([{}, 0]);

		// The package brings neither; the running process has the host's files open or cached.
		const installed = join(n8n.folder, '.n8n', 'nodes', 'node_modules');
		expect(existsSync(join(installed, 'n8n-nodes-recruiter-system-connect', 'dist'))).toBe(true);
		expect([
			existsSync(join(installed, 'zod')),
			existsSync(join(installed, 'luxon')),
			existsSync(join(installed, 'n8n-workflow')),
		]).toEqual([false, false, false]);
		expect(n8n.log()).not.toMatch(/@example|sandbox-child-secret|Cannot find module/);
	});

	it('goes on by itself after kill -9 in the middle, loses nothing and repeats one chunk at most', async () => {
		stack = await makeStack({
			people: 400,
			limits: '40',
			factor: 40,
			settings: { chunkSize: 200 },
		});
		const { n8n, sandbox, start, until } = stack;
		await start();
		await until('the deep pass is under way', ({ activity }) =>
			String(activity).startsWith('Completing'),
		);
		await pause(300);
		await n8n.kill();
		const atDeath = total((await sandbox.requests()).writes);
		expect((await sandbox.compare()).agree).toBe(false);

		const restartedAt = Date.now();
		await n8n.start();
		await until(
			'it works again',
			({ heartbeatAt }) => Date.parse(String(heartbeatAt)) > restartedAt,
			75_000,
		);
		await until('it has finished', ({ finishedAt }) => Boolean(finishedAt));
		expect(await sandbox.compare()).toMatchObject({ agree: true });

		// What the company costs undisturbed: both passes, and closing what is over.
		const { streams } = await sandbox.compare();
		const count = (name: string): number => streams[name]?.held.count ?? 0;
		const written = total((await sandbox.requests()).writes);
		const least = count('candidates') * 2 + count('applications') + count('stages');
		const oneChunk = 200 + 100 * 9;
		expect(written).toBeLessThanOrEqual(least + count('candidates') + 2 * count('jobs') + oneChunk);
		expect(atDeath).toBeGreaterThan(0);
		const parked = await n8n.table('rsc_parked');
		const { refused } = await sandbox.compare();
		expect(parked).toHaveLength(
			(refused.jobs ?? 0) + (refused.candidates ?? 0) + (refused.applications ?? 0),
		);
	});

	it.each([
		['a wrong secret', { linkedInSecret: 'wrong' }, 'client secret'],
		['somebody else’s organization', { organization: '7' }, 'organization'],
	])(
		'stops with %s, sends nothing, and tells the admin what to do',
		async (_title, choice, advice) => {
			stack = await makeStack({ people: 60, ...choice });
			const { sandbox, start, until } = stack;
			await start();
			const stopped = await until(
				'it has stopped',
				({ message, leaseOwner }) => Boolean(message) && leaseOwner === '',
			);
			expect(stopped.message).toContain(advice);
			expect(stopped).toMatchObject({ activity: 'Stopped', leaseOwner: '' });
			expect((await sandbox.requests()).writes).toEqual({});
		},
	);
});

describe('the host’s libraries', () => {
	it('are what the package resolves at run time', async () => {
		stack = await makeStack({ people: 30 });
		const { n8n } = stack;
		// A neighbour of the package writes down what it gets when it asks as the package does.
		const probe = join(
			n8n.folder,
			'.n8n',
			'nodes',
			'node_modules',
			'n8n-nodes-recruiter-system-connect',
			'dist',
			'nodes',
			'HistoricalSync',
			'HistoricalSync.node.js',
		);
		const report = join(n8n.folder, 'resolved.json');
		const line = `require('node:fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify({ zod: require.resolve('zod'), luxon: require.resolve('luxon'), workflow: require.resolve('n8n-workflow') }));\n`;
		writeFileSync(probe, line + readFileSync(probe, 'utf8'));
		await n8n.start();
		const resolved = JSON.parse(readFileSync(report, 'utf8')) as Record<string, string>;
		for (const path of Object.values(resolved))
			expect(path.startsWith(realpathSync(join(__dirname, '../../node_modules')))).toBe(true);
		expect(readlinkSync(`/proc/${n8n.pid ?? 0}/exe`)).toContain('node');
	});
});
