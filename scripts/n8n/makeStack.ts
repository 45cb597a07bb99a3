import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acknowledge, seed, type SeedChoice } from './connectStack';
import { N8nInstance, type Row } from './N8nInstance';
import { pause } from './pause';
import { installPackage, packPackage } from './packPackage';
import { SandboxProcess } from './SandboxProcess';
import { unpackImage } from './unpackImage';

const BACKFILL = 'rscHistoricalSync';
let tarball: string | undefined;

export interface Stack {
	n8n: N8nInstance;
	/** A worker of queue mode, with the package; not started yet. The caller stops it. */
	makeWorker: () => N8nInstance;
	sandbox: SandboxProcess;
	/** Starts n8n as after the journey of workflow 01: acknowledged and connected, so that workflow 03 sends. */
	start: () => Promise<void>;
	/** Looks at `rsc_sync` until the run's row is as wanted. */
	until: (what: string, wanted: (run: Row) => boolean, withinMs?: number) => Promise<Row>;
	close: () => Promise<void>;
}

/** The sandbox and a real n8n with the packed package, credentials and published workflows; n8n is not started yet. */
export async function makeStack(
	options: SeedChoice & {
		people: number;
		jobs?: number;
		limits?: string;
		/** Whether LinkedIn's switches are off, as before anybody connected. */
		notConnected?: boolean;
		/** Of the sandbox, for very large companies. */
		sandboxHeapMb?: number;
		/** For n8n's process. */
		env?: Record<string, string>;
		/** Whether the package comes as in the container image, for main process and workers; default: installed by npm. */
		asImage?: boolean;
	},
): Promise<Stack> {
	const folder = mkdtempSync(join(tmpdir(), 'rsc-e2e-'));
	const packed = (tarball ??= packPackage(mkdtempSync(join(tmpdir(), 'rsc-pack-'))));
	const sandbox = new SandboxProcess({
		people: options.people,
		...(options.jobs !== undefined && { jobs: options.jobs }),
		limits: options.limits ?? 'off',
		taskDelayMs: 500,
		...(options.notConnected && { notConnected: true }),
		...(options.sandboxHeapMb !== undefined && { heapMb: options.sandboxHeapMb }),
	});
	await sandbox.start();
	const process = {
		...(options.env && { env: options.env }),
		...(options.asImage && { startScript: unpackImage(packed, join(folder, 'image')) }),
	};
	const n8n = new N8nInstance({ folder, ...process });
	if (!options.asImage) installPackage(packed, folder);
	await seed(n8n, sandbox, {
		factor: 1000,
		...options,
		entered: {
			[BACKFILL]: { Backfill: { options: { jobCheckDelay: 1 } } },
			...options.entered,
		},
	});
	let workers = 0;
	return {
		n8n,
		makeWorker: () => {
			workers += 1;
			const own = join(folder, `worker-${workers}`);
			const worker = new N8nInstance({ folder: own, command: 'worker', ...process });
			if (!options.asImage) installPackage(packed, own);
			return worker;
		},
		sandbox,
		start: async () => {
			await n8n.start();
			await acknowledge(n8n, options.organization);
		},
		until: async (what, wanted, withinMs = 150_000) => {
			const deadline = Date.now() + withinMs;
			for (;;) {
				const run = (await n8n.table('rsc_sync')).find(({ stream }) => stream === 'backfill');
				if (run && wanted(run)) return run;
				if (Date.now() > deadline)
					throw new Error(
						`Not within ${withinMs} ms: ${what}. ${JSON.stringify(run)}\n${n8n.log().slice(-1500)}`,
					);
				await pause(200);
			}
		},
		close: async () => {
			await n8n.stop();
			await sandbox.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
