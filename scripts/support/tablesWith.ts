import { MemoryDataTables } from './MemoryDataTables';

/** Data Tables as they are after earlier runs. @param rows by table; what is left out is null */
export function tablesWith(rows: Readonly<Record<string, readonly object[]>>): MemoryDataTables {
	const tables = new MemoryDataTables();
	for (const [name, given] of Object.entries(rows)) tables.seed(name, given);
	return tables;
}
