import { StateError } from '../../errors/StateError';
import { Contracts } from '../../state/Contracts';
import type { StateStore } from '../../state/StateStore';
import type { TableProbe } from '../../state/TableProbe';
import { CONTRACTS, type ContractRow } from '../../state/tables';
import { lineOf, type PreflightLine } from './PreflightLine';

interface TablesLook {
	line: PreflightLine;
	/** Contracts on the list, if any are kept. */
	contracts: readonly ContractRow[];
}

const CHECK = 'dataTables';

/**
 * Whether n8n's Data Tables can be used, and the contracts that are kept there. A table that is not there is not read:
 * reading would make it.
 */
export async function lookAtTables(
	store: StateStore,
	probe: TableProbe,
	organization: string,
): Promise<TablesLook> {
	const names = await orStateError(async () => await probe.names());
	if (names instanceof StateError) return { line: lineOf(CHECK, 'tablesOff'), contracts: [] };
	if (!names.includes(CONTRACTS.name)) return { line: lineOf(CHECK, 'tablesEmpty'), contracts: [] };
	const contracts = await orStateError(async () => await new Contracts(store, organization).list());
	if (contracts instanceof StateError) {
		const { message: reason, advice } = contracts;
		return { line: lineOf(CHECK, 'tablesDamaged', { reason, advice }), contracts: [] };
	}
	const takesRows = await probe.takesRows(CONTRACTS.name);
	return { line: lineOf(CHECK, takesRows ? 'tablesReady' : 'tablesFull'), contracts };
}

async function orStateError<T>(work: () => Promise<T>): Promise<T | StateError> {
	return await work().catch((error: unknown) => {
		if (error instanceof StateError) return error;
		throw error;
	});
}
