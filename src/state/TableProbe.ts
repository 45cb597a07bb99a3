import type { TableSize } from './estimateSize';

/** What can be asked about n8n's Data Tables without making or changing one. */
export interface TableProbe {
	/**
	 * Names of the Data Tables of this project.
	 *
	 * @throws StateError when Data Tables cannot be used
	 */
	names(): Promise<string[]>;

	/** Whether a table would take another row: n8n is asked by a dry run, which writes nothing. */
	takesRows(table: string): Promise<boolean>;

	/**
	 * How large a table is, approximately; by some of its rows.
	 *
	 * @throws StateError when it cannot be read
	 */
	size(table: string): Promise<TableSize>;
}
