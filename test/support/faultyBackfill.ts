import { compare } from '../../sandbox/compare/compare';
import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';

export let sandbox: Sandbox;

export const held = () => sandbox.store.of(ORGANIZATION);

export const agreement = () => compare(sandbox.context.company, held(), 'deep');

/** Each test gets a small company. */
export function openSandboxForEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 200 });
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
