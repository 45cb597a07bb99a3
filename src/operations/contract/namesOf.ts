import type { ContractRow } from '../../state/tables';

/** What people call each contract, by URN; empty where nobody has named it. */
export function namesOf(rows: readonly ContractRow[]): ReadonlyMap<string, string> {
	return new Map(rows.map(({ contract, name }) => [contract, name] as const));
}
