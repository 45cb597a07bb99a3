import type { Sandbox } from '../../sandbox/createSandbox';
import type { Runtime } from '../../src/operations/Runtime';
import { CONTRACTS } from '../../src/state/tables';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { type ConnectionChoice, sandboxConnection } from '../../scripts/support/sandboxConnection';

let runs = 0;

/** The product's view of a sandbox, with its state in memory; every call is another run. */
export function sandboxRuntime(
	sandbox: Sandbox,
	store: MemoryStore = new MemoryStore(),
	choice: ConnectionChoice = {},
): Runtime & { store: MemoryStore } {
	runs += 1;
	return { ...sandboxConnection(sandbox, choice), store, owner: `run ${runs}` };
}

export const ORGANIZATION = 'urn:li:organization:1000';

/** An organization whose admin has acknowledged the sharing of data, with contracts that are connected. */
export async function connectInState(
	store: MemoryStore,
	contracts: readonly string[] = ['urn:li:contract:2001'],
): Promise<void> {
	const row = (contract: string, change: object) =>
		CONTRACTS.schema.parse({
			organization: ORGANIZATION,
			contract,
			acknowledgedBy: 'Ada Lo',
			acknowledgedAt: '2026-11-01T00:00:00.000Z',
			acknowledgedText: '2026-11',
			...change,
		});
	await store.put(CONTRACTS, [
		row(ORGANIZATION, { state: 'acknowledged' }),
		...contracts.map((contract) => row(contract, { state: 'connected', name: 'Acme' })),
	]);
}
