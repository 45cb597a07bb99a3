import type { LinkedInRuntime } from '../Runtime';
import { tidyName } from './addContracts';
import { type ContractsBusy, withContracts } from './withContracts';

/** Calls a contract what people call it: LinkedIn does not always tell its name. */
export async function nameContract(
	runtime: LinkedInRuntime,
	contractUrn: string,
	name: string,
): Promise<{ named: boolean } | ContractsBusy> {
	return await withContracts(runtime, async (contracts) => {
		const row = (await contracts.list()).find(({ contract }) => contract === contractUrn);
		if (row) await contracts.put([{ ...row, name: tidyName(name) }]);
		return { named: row !== undefined };
	});
}
