import { type N8nInstance } from '../../scripts/n8n/N8nInstance';
import { pause } from '../../scripts/n8n/pause';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import { QueueBackend } from '../support/QueueBackend';
import { EXPORT_WORKFLOWS, showJobs } from '../support/showJobs';

let backend: QueueBackend;
let stack: Stack;
const workers: N8nInstance[] = [];

beforeAll(async () => {
	backend = new QueueBackend();
	await backend.start();
	stack = await makeStack({
		people: 400,
		// All that do something by themselves when n8n starts.
		workflows: [...EXPORT_WORKFLOWS, 'rscActivity', 'rscChanges'],
		env: backend.env,
		settings: { chunkSize: 100, timeLimitMinutes: 1, searchSettleSeconds: 2 },
	});
});
afterAll(async () => {
	for (const worker of workers) await worker.stop();
	await stack.close();
	await backend.stop();
});

async function startWorker(): Promise<N8nInstance> {
	const worker = stack.makeWorker();
	workers.push(worker);
	await worker.start();
	return worker;
}

async function until(what: string, holds: () => Promise<boolean>, withinMs: number): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (!(await holds())) {
		if (Date.now() > deadline) {
			const logs = [stack.n8n, ...workers].map((one) => one.log().slice(-1500));
			throw new Error(`Not within ${withinMs} ms: ${what}\n${logs.join('\n--\n')}`);
		}
		await pause(200);
	}
}

describe('queue mode, with PostgreSQL, Redis and workers', () => {
	it(
		'back-fills, and goes on when a worker is killed in the middle of a chunk',
		async () => {
			const first = await startWorker();
			await stack.start();
			await stack.until(
				'some chunks are stored',
				({ samples }) => String(samples).split('],').length > 3,
			);
			expect((await stack.n8n.table('rsc_sync'))[0]?.finishedAt).toBeFalsy();
			await first.kill();
			await startWorker();
			await stack.until('the end', ({ finishedAt }) => Boolean(finishedAt), 10 * 60_000);
			expect(await stack.sandbox.compare()).toMatchObject({ agree: true });
		},
		15 * 60_000,
	);

	it('brings exports in once while the main process restarts and two workers are at it', async () => {
		await startWorker();
		await showJobs(stack.sandbox);
		await stack.sandbox.control('POST', '/switches', { 'li§3.4 deliveries of each push': 2 });
		const exported = async (): Promise<number> =>
			(await stack.n8n.table('rsc_exports')).filter(({ state }) => state === 'exported').length;
		const made = (await stack.sandbox.control('POST', '/exports/generate', {
			people: 8,
			jobsEach: 2,
			plainOnly: true,
			from: 10,
		})) as { exports: unknown[] };
		await until('some exports are done', async () => (await exported()) >= 2, 120_000);
		await stack.n8n.kill();
		await stack.n8n.start();
		await until('all exports', async () => (await exported()) === made.exports.length, 300_000);
		expect(await stack.sandbox.control('POST', '/compare/exports', { left: [] })).toMatchObject({
			agree: true,
			people: 8,
			doubled: [],
			orphans: [],
		});
	});
});
