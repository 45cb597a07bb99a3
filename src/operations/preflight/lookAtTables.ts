import { StateError } from '../../errors/StateError';
import { Contracts } from '../../state/Contracts';
import { Progress } from '../../state/Progress';
import type { StateStore } from '../../state/StateStore';
import type { TableProbe } from '../../state/TableProbe';
import { readFill } from '../../state/TableFill';
import { CONTRACTS, type ContractRow, SYNC } from '../../state/tables';
import { fillWords } from '../tables/fillWords';
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
	if (!(await probe.takesRows(CONTRACTS.name)))
		return { line: lineOf(CHECK, 'tablesFull'), contracts };
	const fill = names.includes(SYNC.name)
		? await orStateError(async () => await new Progress(store, organization).read('dataTables'))
		: undefined;
	const measured = fill instanceof StateError ? undefined : readFill(fill);
	if (!measured?.warns) return { line: lineOf(CHECK, 'tablesReady'), contracts };
	const { problem, whatToDo } = fillWords(measured);
	return {
		line: lineOf(CHECK, 'tablesFilling', { reason: problem, advice: whatToDo }),
		contracts,
	};
}

async function orStateError<T>(work: () => Promise<T>): Promise<T | StateError> {
	return await work().catch((error: unknown) => {
		if (error instanceof StateError) return error;
		throw error;
	});
}
