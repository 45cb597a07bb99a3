import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nInstance } from '../../scripts/n8n/N8nInstance';
import { installPackage, packPackage } from '../../scripts/n8n/packPackage';
import { pause } from '../../scripts/n8n/pause';
import { CONTRACT_NODE, COPIES, installContractNode } from '../support/installContractNode';
import { PostgresServer } from '../support/PostgresServer';
import { STORE_CONTRACT } from '../state/storeContract';

const WORKFLOW = {
	id: 'storeContract',
	name: 'Store contract',
	nodes: [
		{
			id: 'hook',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: 'store-contract',
			parameters: {
				path: 'store-contract',
				httpMethod: 'POST',
				responseMode: 'lastNode',
				responseData: 'allEntries',
				options: {},
			},
		},
		{
			id: 'contract',
			name: 'Store Contract',
			type: CONTRACT_NODE,
			typeVersion: 1,
			position: [200, 0],
			parameters: {},
		},
	],
	connections: { Webhook: { main: [[{ node: 'Store Contract', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
};

let folder: string;
let n8n: N8nInstance;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rsc-state-'));
});
afterEach(async () => {
	await n8n.stop();
	rmSync(folder, { recursive: true, force: true });
});

interface Result {
	title: string;
	ok: boolean;
}

async function runContract(env: Record<string, string> = {}): Promise<Result[]> {
	n8n = new N8nInstance({ folder, env });
	installPackage(packPackage(join(folder, 'package')), folder);
	installContractNode(folder);
	await n8n.importWorkflow(WORKFLOW);
	await n8n.cli('publish:workflow', '--id=storeContract');
	await n8n.start();
	for (let tries = 0; tries < 60; tries += 1) {
		const answer = await fetch(`${n8n.url}/webhook/store-contract`, { method: 'POST' });
		if (answer.status !== 404) return (await answer.json()) as Result[];
		await pause(500);
	}
	throw new Error(`The workflow was not served:\n${n8n.log().slice(-2000)}`);
}

/** What the whole of the contract gives when nothing is wrong. */
const ALL_WELL = [...Object.keys(STORE_CONTRACT), COPIES].map((title) =>
	expect.objectContaining({ title, ok: true }),
);

describe('state on a real n8n', () => {
	it('keeps the contract of stores on SQLite', async () => {
		expect(await runContract()).toEqual(ALL_WELL);
	});

	it('keeps the contract of stores on PostgreSQL', async () => {
		const postgres = new PostgresServer();
		await postgres.start();
		try {
			expect(await runContract(postgres.env)).toEqual(ALL_WELL);
		} finally {
			await n8n.stop();
			await postgres.stop();
		}
	});
});
