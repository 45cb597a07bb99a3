import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acknowledge, seed } from '../n8n/connectStack';
import { N8nInstance } from '../n8n/N8nInstance';
import { pause } from '../n8n/pause';
import { installPackage, packPackage } from '../n8n/packPackage';
import { SandboxProcess } from '../n8n/SandboxProcess';

export interface MapPeopleStack {
	n8n: N8nInstance;
	sandbox: SandboxProcess;
	/** Of the page; needs a sign-in. */
	pageUrl: () => string;
	close: () => Promise<void>;
}

/** The sandbox with 5,000 users, and a real n8n with workflow 02 published; n8n is started. */
export async function mapPeopleStack(
	options: {
		users?: number;
		seats?: number;
		/** How many times the documented limits both sides are set to; default 1,000. */
		factor?: number;
		/** How far back a newly mapped seat is imported. */
		importDays?: number;
		/** Candidates of the company; default 20. */
		people?: number;
		/** Published beside workflow 02. */
		others?: readonly string[];
	} = {},
): Promise<MapPeopleStack> {
	const folder = mkdtempSync(join(tmpdir(), 'rsc-map-'));
	const tarball = packPackage(mkdtempSync(join(tmpdir(), 'rsc-pack-')));
	const sandbox = new SandboxProcess({ people: options.people ?? 20, limits: 'off' });
	await sandbox.start();
	await sandbox.control('POST', '/reset', { users: options.users ?? 5000 });
	if (options.seats !== undefined)
		await sandbox.control('POST', '/linkedin/seats', { count: options.seats });
	const n8n = new N8nInstance({ folder });
	installPackage(tarball, folder);
	await seed(n8n, sandbox, {
		factor: options.factor ?? 1000,
		workflows: ['rscMapPeople', ...(options.others ?? [])],
		...(options.importDays !== undefined && {
			entered: {
				rscMapPeople: { 'Show and Decide': { options: { importDays: options.importDays } } },
			},
		}),
	});
	await n8n.start();
	await acknowledge(n8n);
	await until(async () => (await fetch(`${n8n.url}/webhook/rsc-map-people`)).status !== 404);
	return {
		n8n,
		sandbox,
		pageUrl: () => `${n8n.url}/webhook/rsc-map-people`,
		close: async () => {
			await n8n.stop();
			await sandbox.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** n8n registers webhooks a moment after it is ready. */
async function until(there: () => Promise<boolean>): Promise<void> {
	for (let tries = 0; tries < 100; tries += 1) {
		if (await there()) return;
		await pause(100);
	}
	throw new Error('The page of workflow 02 is not there');
}
