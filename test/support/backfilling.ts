import { compare } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/createSandbox';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';

export let sandbox: Sandbox;

export async function open(options: SandboxOptions = {}): Promise<Sandbox> {
	sandbox = await createSandbox({ people: 250, ...options });
	return sandbox;
}

export const held = () => sandbox.store.of(ORGANIZATION);

export const agreement = (pass: 'fast' | 'deep' = 'deep') =>
	compare(sandbox.context.company, held(), pass);

export const writes = () => sandbox.context.requests.summary().writes;

/** Closes the sandbox that a test has opened. */
export function closeAfterEach(): void {
	afterEach(async () => {
		await sandbox.close();
	});
}
