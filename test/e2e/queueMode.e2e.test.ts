import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { PAGES_USER } from '../../scripts/n8n/connectStack';
import { makeStack, type Stack } from '../../scripts/n8n/makeStack';
import type { N8nInstance } from '../../scripts/n8n/N8nInstance';
import { NODE } from '../../scripts/n8n/paths';
import { activityFound } from '../support/activityFound';
import { dockerfile } from '../support/dockerfile';
import { eventually } from '../support/eventually';
import { everySeconds } from '../support/everySeconds';
import { missingForProxy } from '../support/isInstalled';
import { mapSeats } from '../support/mapSeats';
import { publish } from '../support/publish';
import { QueueBackend } from '../support/QueueBackend';
import { RunningProxy } from '../support/RunningProxy';
import { FormPage } from '../../scripts/support/FormPage';
import { showJobs } from '../../scripts/support/showJobs';
import { writesOf } from '../support/writesOf';

const CallbacksSchema = z.object({ callbacks: z.array(z.object({ state: z.string() })) });
const GeneratedSchema = z.object({ exports: z.array(z.unknown()) });

let backend: QueueBackend;
let stack: Stack;
const workers: N8nInstance[] = [];
const seen = () => ({ ...stack, workers });

beforeAll(async () => {
	backend = new QueueBackend();
	await backend.start();
	stack = await makeStack({
		people: 60,
		// So slow that there is a middle to be killed in.
		factor: 2,
		workflows: ['rscHistoricalSync'],
		unpublished: ['rscExport', 'rscActivity'],
		env: backend.env,
		asImage: true,
		entered: {
			rscHistoricalSync: {
				'Every Minute': everySeconds(5),
				Backfill: { options: { jobCheckDelay: 1, chunkSize: 20 } },
			},
			rscExport: {
				Export: { options: { searchSettleTime: 1 } },
				'Work Off the Queue': { options: { searchSettleTime: 1 } },
			},
			rscActivity: {
				'Sync New': { readEveryMinutes: 1, options: { lookBackHours: 48 } },
			},
		},
	});
}, 600_000);
afterAll(async () => {
	for (const worker of workers) await worker.stop();
	await stack?.close();
	await backend.stop();
});

/** What the image's health check ends with. */
function healthOf({ url }: N8nInstance): number | null {
	const [, ...args] = dockerfile().healthCheck;
	const env = { N8N_PORT: new URL(url).port };
	return spawnSync(NODE, args, { env }).status;
}

async function startWorker(): Promise<N8nInstance> {
	const worker = stack.makeWorker();
	workers.push(worker);
	await worker.start();
	return worker;
}

describe('queue mode as in compose.queue.yaml, with PostgreSQL, Redis and two workers', () => {
	it('sends the history, and goes on automatically when the worker at work is killed', async () => {
		const { sandbox, n8n } = stack;
		const first = await startWorker();
		await stack.start();
		expect([healthOf(n8n), healthOf(first)]).toEqual([0, 0]);
		await eventually(
			seen(),
			'details are under way',
			async () => (await n8n.table('rsc_sync')).find(({ stream }) => stream === 'backfill'),
			(row) => /complet/i.test(String(row?.activity)),
			180_000,
		);
		await first.kill();
		expect(healthOf(first)).toBe(1);
		const atDeath = await writesOf(sandbox);
		expect((await sandbox.compare()).agree).toBe(false);
		await startWorker();
		await eventually(
			seen(),
			'it goes on',
			async () => await writesOf(sandbox),
			(writes) => writes > atDeath,
		);
		await startWorker();
		await eventually(
			seen(),
			'it has finished',
			async () => (await n8n.table('rsc_sync')).find(({ stream }) => stream === 'backfill'),
			(row) => Boolean(row?.finishedAt),
			240_000,
		);
		expect(await sandbox.compare()).toMatchObject({ agree: true });
	}, 600_000);

	(missingForProxy().length > 0 ? it.skip : it)(
		'shows pages through the proxy to who knows the password, and nothing else of n8n (skipped without nginx and caddy)',
		async () => {
			const proxy = new RunningProxy();
			try {
				await proxy.start(stack.n8n.url);
				await stack.n8n.untilServed('/webhook/rsc-status');
				const status = `${proxy.url}/webhook/rsc-status`;
				const { user, password } = PAGES_USER;
				const open = async (secret: string): Promise<FormPage> =>
					await FormPage.open(status, { authorization: `Basic ${btoa(`${user}:${secret}`)}` });
				const page = await open(password);
				expect([page.status, page.text]).toEqual([200, expect.stringMatching(/candidates/i)]);
				expect((await open('wrong')).status).toBe(401);
				for (const path of ['/', '/rest/settings', '/healthz'])
					expect((await fetch(proxy.url + path)).status).toBe(404);
			} finally {
				await proxy.stop();
			}
		},
	);

	it('brings exports and InMails in once, with two workers at it', async () => {
		const { sandbox, n8n } = stack;
		await n8n.api('POST', '/workflows/rscHistoricalSync/deactivate');
		await showJobs(sandbox);
		const { mapped } = await mapSeats(stack, { seats: 2, notMapped: 1 });
		await sandbox.control('POST', '/activity/generate', {
			...{ seats: 2, days: 1, perDay: 4, seed: 3 },
		});
		await publish(n8n, ['rscExport', 'rscActivity']);
		await eventually(
			seen(),
			'LinkedIn knows where to call',
			async () => CallbacksSchema.parse(await sandbox.control('GET', '/pushes')).callbacks,
			(callbacks) => callbacks.some(({ state }) => state === 'valid'),
		);
		await sandbox.control('POST', '/switches', { 'li§3.4 deliveries of each push': 2 });
		const made = GeneratedSchema.parse(
			await sandbox.control('POST', '/exports/generate', {
				...{ people: 2, jobsEach: 2, plainOnly: true, from: 10 },
			}),
		).exports;
		await eventually(
			seen(),
			'all exports are done',
			async () => (await n8n.table('rsc_exports')).map(({ state, message }) => [state, message]),
			(rows) => rows.filter(([state]) => state === 'exported').length === made.length,
			180_000,
		);
		expect(await sandbox.control('POST', '/compare/exports', { left: [] })).toMatchObject({
			...{ agree: true, people: 2, doubled: [], orphans: [] },
		});
		await eventually(
			seen(),
			'all InMails and notes are there',
			async () => await activityFound(sandbox, mapped),
			({ expected, found, faults }) =>
				expected > 0 && found === expected && Object.keys(faults).length === 0,
			180_000,
		);
		for (const one of [n8n, ...workers])
			expect(one.log()).not.toMatch(/@example|ev-|sandbox-child-secret/);
	}, 600_000);
});
