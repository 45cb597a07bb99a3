import type { INode, INodeExecutionData } from 'n8n-workflow';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { ContractActivate } from '../../nodes/ContractActivate/ContractActivate.node';
import { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import {
	linkedInCredential,
	smartRecruitersCredential,
} from '../../scripts/support/nodeCredentials';
import { type NodeRun, runNode, type RunOptions } from '../../scripts/support/runNode';

export const node = new ContractActivate();

export let sandbox: Sandbox;

export let tables: MemoryDataTables;

export const json = (items: INodeExecutionData[] = []) => items.map((item) => item.json);

export async function run(
	parameters: INode['parameters'],
	options: RunOptions = {},
): Promise<NodeRun> {
	const credentials = { ...linkedInCredential(sandbox), ...smartRecruitersCredential(sandbox) };
	return await runNode(node, parameters, credentials, { tables, ...options });
}

export const contract = (operation: string, more = {}): INode['parameters'] => ({
	resource: 'contract',
	operation,
	...more,
});

export const dataSharing = (operation: string, more = {}): INode['parameters'] => ({
	resource: 'dataSharing',
	operation,
	...more,
});

export const acknowledge = async (): Promise<NodeRun> =>
	await run(dataSharing('acknowledge', { acknowledged: true, acknowledgedBy: 'Ada Lo' }));

/** Before each test: a sandbox where nothing is connected, and no tables. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 30, connected: false });
		tables = new MemoryDataTables();
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
