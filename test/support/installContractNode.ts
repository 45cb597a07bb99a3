import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { ROOT } from '../../scripts/n8n/paths';

const NAME = 'n8n-nodes-rsc-store-contract';

/** The type under which n8n knows the node. */
export const CONTRACT_NODE = `${NAME}.storeContract`;

/** What the node looks at beside the contract: tables of a user whose names contain the names of ours. */
export const COPIES = 'nothing is written into copies of the tables';

const NODE_SOURCE = `
const { DataTableStore } = require('PRODUCT/dist/src/n8n/DataTableStore');
const { listDataTables } = require('PRODUCT/dist/src/n8n/listDataTables');
const { runDataTableNode } = require('PRODUCT/dist/src/n8n/runDataTableNode');
const { TABLES } = require('PRODUCT/dist/src/state/tables');
const { STORE_CONTRACT } = require('./storeContract');
exports.StoreContract = class {
	description = {
		displayName: 'Store Contract', name: 'storeContract', group: ['transform'], version: 1, description: 'Tests',
		defaults: { name: 'Store Contract' }, inputs: ['main'], outputs: ['main'], properties: [],
	};
	async execute() {
		const store = new DataTableStore(this);
		const results = [];
		for (const table of TABLES) {
			await store.remove(table, {});
			await runDataTableNode(this, [{ json: {} }], {
				resource: 'table', operation: 'create', tableName: table.name + '_copy', options: { createIfNotExists: false },
				columns: { column: Object.entries(table.columns).map(([name, type]) => ({ name, type })) },
			});
		}
		for (const [title, run] of Object.entries(STORE_CONTRACT)) {
			for (const table of TABLES) await store.remove(table, {});
			const beganAt = Date.now();
			try { await run(store); results.push({ json: { title, ok: true, ms: Date.now() - beganAt } }); }
			catch (error) { results.push({ json: { title, ok: false, why: String(error?.stack ?? error), cause: String(error?.cause ?? '') } }); }
		}
		let found = 0;
		for (const { id } of await listDataTables(this, '_copy'))
			found += (await runDataTableNode(this, [{ json: {} }], {
				resource: 'row', operation: 'get', dataTableId: { __rl: true, mode: 'id', value: id },
				matchType: 'allConditions', filters: { conditions: [] }, returnAll: true,
			})).length;
		results.push({ json: { title: 'COPIES', ok: found === 0 } });
		return [results];
	}
};
`;

/**
 * A node for tests alone, which runs the contract of state stores inside a real n8n against the Data Table store of the
 * installed package.
 */
export function installContractNode(n8nFolder: string): void {
	const modules = join(n8nFolder, '.n8n', 'nodes', 'node_modules');
	const folder = join(modules, NAME);
	mkdirSync(folder, { recursive: true });
	const product = join(modules, 'n8n-nodes-recruiter-system-connect');
	const compiled = transpileModule(
		readFileSync(join(ROOT, 'test', 'state', 'storeContract.ts'), 'utf8'),
		{ compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } },
	).outputText.replaceAll('../../src/', `${product}/dist/src/`);
	writeFileSync(join(folder, 'storeContract.js'), compiled);
	writeFileSync(
		join(folder, 'StoreContract.node.js'),
		NODE_SOURCE.replaceAll('PRODUCT', product).replaceAll('COPIES', COPIES),
	);
	writeFileSync(
		join(folder, 'package.json'),
		JSON.stringify({
			name: NAME,
			version: '1.0.0',
			n8n: { n8nNodesApiVersion: 1, nodes: ['StoreContract.node.js'] },
		}),
	);
	const manifest = join(n8nFolder, '.n8n', 'nodes', 'package.json');
	const installed = JSON.parse(readFileSync(manifest, 'utf8'));
	installed.dependencies[NAME] = '1.0.0';
	writeFileSync(manifest, JSON.stringify(installed));
}
