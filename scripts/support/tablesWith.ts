import { TABLES } from '../../src/state/tables';
import { MemoryDataTables } from './MemoryDataTables';

/** Data Tables as they are after earlier runs. @param rows by table; what is left out is null */
export async function tablesWith(
	rows: Readonly<Record<string, readonly object[]>>,
): Promise<MemoryDataTables> {
	const tables = new MemoryDataTables();
	const { provider } = tables;
	for (const [name, given] of Object.entries(rows)) {
		const table = TABLES.find((one) => one.name === name);
		if (!table) throw new Error(`There is no table ${name}`);
		const columns = Object.entries(table.columns).map(([column, type]) => ({ name: column, type }));
		const { id } = await (
			await provider.getDataTableAggregateProxy()
		).createDataTable({
			name,
			columns,
		});
		const proxy = await provider.getDataTableProxy(undefined, undefined, id);
		await proxy.insertRows([...given], 'count');
	}
	return tables;
}
