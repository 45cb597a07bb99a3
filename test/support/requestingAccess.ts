import { createSandbox, type Sandbox } from '../../sandbox/createSandbox';
import type { Connection } from '../../src/operations/connect';
import { type AccessInput, requestAccess } from '../../src/operations/contract/requestAccess';
import { CONTRACT_1 } from './contractSandbox';
import { type ConnectionChoice, sandboxConnection } from '../../scripts/support/sandboxConnection';

export const CALLBACK = 'http://127.0.0.1:5678/webhook/1/rsc';

export let sandbox: Sandbox;

export async function ask(
	change: Partial<AccessInput> = {},
	choice: ConnectionChoice = {},
	connection: Connection = sandboxConnection(sandbox, choice),
) {
	return await requestAccess(connection.linkedIn, connection, {
		contracts: [CONTRACT_1],
		product: 'unknown',
		namePrefix: 'SmartRecruiters - Acme',
		callbackUrl: CALLBACK,
		allViewers: true,
		onSymbols: [],
		...change,
	});
}

/** Before each test: a sandbox where nobody has requested anything. */
export function openBeforeEach(): void {
	beforeEach(async () => {
		sandbox = await createSandbox({ people: 5, connected: false });
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
