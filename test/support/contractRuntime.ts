import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../sandbox/createSandbox';
import type { Runtime } from '../../src/operations/Runtime';
import { MemoryStore } from '../../scripts/support/MemoryStore';
import { type ConnectionChoice, sandboxConnection } from '../../scripts/support/sandboxConnection';

/** Both vendors of a sandbox, and state in memory; with the same store, another run. */
export function contractRuntime(
	sandbox: Sandbox,
	store = new MemoryStore(),
	choice: ConnectionChoice = {},
): { runtime: Runtime; store: MemoryStore } {
	return {
		runtime: { ...sandboxConnection(sandbox, choice), store, owner: randomUUID() },
		store,
	};
}
