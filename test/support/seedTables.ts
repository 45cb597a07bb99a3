import type { StateStore } from '../../src/state/StateStore';
import type { Table } from '../../src/state/Table';
import { CONTRACTS } from '../../src/state/tables';
import { connectOrganization } from '../../scripts/support/historyRuntime';
import type { MemoryDataTables } from '../../scripts/support/MemoryDataTables';
import { MemoryStore } from '../../scripts/support/MemoryStore';

/** Tables of an n8n in which a contract was acknowledged and connected. */
export async function seedConnected(tables: MemoryDataTables): Promise<void> {
	const store = new MemoryStore();
	await connectOrganization(store);
	await copyTable(store, tables, CONTRACTS);
}

/** What a store holds of a table, put into n8n's. */
export async function copyTable<R extends object>(
	store: StateStore,
	tables: MemoryDataTables,
	table: Table<R>,
): Promise<void> {
	tables.seed(table.name, await store.read(table, {}));
}
