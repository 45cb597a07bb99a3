import type { Sandbox } from '../../sandbox/createSandbox';
import type { Runtime } from '../../src/operations/Runtime';
import { CONTRACTS } from '../../src/state/tables';
import type { StoredSharing } from '../../src/state/Settings';
import { Settings } from '../../src/state/Settings';
import type { StateStore } from '../../src/state/StateStore';
import { MemoryStore } from './MemoryStore';
import { type ConnectionChoice, sandboxConnection } from './sandboxConnection';

export const ORGANIZATION = 'urn:li:organization:1000';
export const PROFILE_URL = 'https://ats.example.com/candidates/{candidateId}';

export interface TestRuntime extends Runtime {
	store: MemoryStore;
}

/** The product's view of a sandbox, with state in memory, and a contract that is connected. */
export async function historyRuntime(
	sandbox: Sandbox,
	choice: ConnectionChoice & { sharing?: Partial<StoredSharing>; store?: MemoryStore } = {},
): Promise<TestRuntime> {
	const store = choice.store ?? new MemoryStore();
	const runtime = { ...sandboxConnection(sandbox, choice), store, owner: 'test' };
	if (!choice.store) await connectOrganization(store);
	if (choice.sharing) await shareOnly(runtime, choice.sharing);
	return runtime;
}

/** What the admin's pages store when a contract was acknowledged and connected. */
export async function connectOrganization(
	store: StateStore,
	organization = ORGANIZATION,
): Promise<void> {
	const empty = CONTRACTS.schema.parse({ organization });
	const acknowledged = { acknowledgedBy: 'Sam Admin', acknowledgedAt: '2026-11-01T00:00:00.000Z' };
	await store.put(CONTRACTS, [
		{ ...empty, contract: organization, state: 'acknowledged', ...acknowledged },
		{ ...empty, contract: 'urn:li:contract:2001', state: 'connected' },
	]);
}

/** Sets sharing rules as the admin does. */
export async function shareOnly(
	{ store, effects }: Pick<Runtime, 'store' | 'effects'>,
	change: Partial<StoredSharing>,
): Promise<void> {
	const settings = new Settings(store, ORGANIZATION);
	await settings.saveSharing(
		{ ...(await settings.sharing()), ...change },
		'Sam Admin',
		effects.now(),
	);
}
