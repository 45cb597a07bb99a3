import type { Sandbox } from '../../sandbox/createSandbox';
import { MEMBER_KINDS, type MemberKind } from '../../sandbox/linkedin/exports/ExportMembers';
import type { Connection } from '../../src/operations/connect';
import { connectContract, exportingSandbox } from '../../scripts/support/exporting';
import { MemoryStore } from '../../scripts/support/MemoryStore';

export let sandbox: Sandbox;
export let connection: Connection;
export let store: MemoryStore;

export const now = (): number => sandbox.context.clock.now();
export const at = (kind: MemberKind): number => MEMBER_KINDS.indexOf(kind);

/** An empty store, in which a contract is connected. */
export async function beginStore(): Promise<void> {
	store = new MemoryStore();
	await connectContract(store);
}

/** Each test gets a sandbox in which people of all kinds can be exported, and a store in which a contract is connected. */
export function openExportsForEach(): void {
	beforeEach(async () => {
		({ sandbox, connection } = await exportingSandbox({ people: 60 }));
		await beginStore();
	});
	afterEach(async () => {
		await sandbox.close();
	});
}
