import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { acknowledgeDataSharing } from '../../src/operations/contract/acknowledgeDataSharing';
import { addContracts } from '../../src/operations/contract/addContracts';
import { checkContracts } from '../../src/operations/contract/checkContracts';
import { requestContracts } from '../../src/operations/contract/requestContracts';
import type { Runtime } from '../../src/operations/Runtime';
import { CONTRACTS, type ContractRow } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { contractRuntime } from './contractRuntime';
import { company, CONTRACT_1, contractOf, ORGANIZATION, requestInWidget } from './contractSandbox';

export const REQUEST = {
	contracts: [],
	namePrefix: 'SmartRecruiters',
	callbackUrl: '',
	allViewers: true,
	onSymbols: [],
};

export const CHECK = { webBaseUrl: 'https://www.linkedin.com', onSymbols: [] };

export const ACKNOWLEDGE = {
	acknowledged: true,
	acknowledgedBy: 'Ada Lo',
	textVersion: '2026-11' as const,
};

export let sandbox: Sandbox;

export let runtime: Runtime;

export let store: MemoryStore;

export async function row(
	contract: string,
	organization = ORGANIZATION,
): Promise<ContractRow | undefined> {
	return (await store.read(CONTRACTS, { organization, contract }))[0];
}

export async function connect(): Promise<void> {
	requestInWidget(sandbox, CONTRACT_1);
	await addContracts(runtime, [{ contract: '2001', name: 'Acme Europe' }]);
	await requestContracts(runtime, REQUEST);
	for (const one of [...company(sandbox), contractOf(sandbox, CONTRACT_1)]) one.enabled = true;
	await checkContracts(runtime, CHECK);
}

/** Before each test: data sharing is acknowledged, and nothing requested. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 5, connected: false });
		({ runtime, store } = contractRuntime(sandbox));
		await acknowledgeDataSharing(runtime, ACKNOWLEDGE);
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
