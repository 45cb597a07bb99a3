import { TABLES } from '../../../src/state/tables';
import type { MemoryDataTables } from '../../support/MemoryDataTables';
import type { TableFault } from './Plan';

/** For so many steps it lasts; then a person has mended it, as the error says. */
export const TABLE_FAULT_STEPS = 3;

type Rows = Array<Record<string, unknown>>;

/** What a user does to a Data Table by hand, and how somebody puts it right later. A full table is played where it is written. */
export class SpoiledTable {
	constructor(
		private readonly tables: MemoryDataTables,
		private readonly fault: TableFault,
	) {}

	/** At the step of the fault. */
	spoil(): void {
		const { table, how } = this.fault;
		const rows: Rows = this.tables.rows(table);
		if (how === 'deleted') this.tables.drop(table);
		else if (how === 'duplicated') this.tables.seed(table, copies(rows));
		else if (how === 'renamed' && this.exists(table)) this.tables.rename(table, old(table));
		else if (how === 'edited')
			rows.forEach((row) => Object.assign(row, edited(table, row), { damaged: true }));
		else if (how === 'unreadable') rows.slice(0, 1).forEach(damage);
	}

	/** So many steps later. */
	mend(): void {
		const { table, how } = this.fault;
		const rows: Rows = this.tables.rows(table);
		// Nobody can give a table a name that there is: the new one is deleted first.
		if (how === 'renamed' && this.exists(old(table))) {
			this.tables.drop(table);
			this.tables.rename(old(table), table);
		}
		// What is left of it is deleted, as the error advises.
		if (how === 'unreadable' || how === 'edited')
			rows.splice(0, rows.length, ...rows.filter((row) => row.damaged !== true));
	}

	private exists(table: string): boolean {
		return this.tables.names().includes(table);
	}
}

const old = (table: string): string => `${table}_old`;
const copies = (rows: Rows): Rows => rows.map((row) => ({ ...row }));

/** Any text in all that is text, but for what names the row and what is one of some words. */
function edited(name: string, row: Record<string, unknown>): Record<string, unknown> {
	const table = TABLES.find((one) => one.name === name);
	const texts = Object.keys(row).filter((column) => {
		const isKey = table?.key.some((one) => one === column);
		if (!table || isKey || typeof row[column] !== 'string') return false;
		return table.schema.safeParse({ ...row, [column]: 'by hand' }).success;
	});
	return Object.fromEntries(texts.map((column) => [column, 'by hand']));
}

/** Something else than the column holds, as after a change of its type. */
function damage(row: Record<string, unknown>): void {
	const columns = Object.keys(row).filter((one) => one !== 'id');
	const column = columns.find((one) => typeof row[one] === 'number') ?? columns[columns.length - 1];
	if (column === undefined) return;
	row[column] = typeof row[column] === 'number' ? 'by hand' : 7;
	row.damaged = true;
}
