import { CONTRACTS } from '../../state/tables';
import type { LinkedInRuntime } from '../Runtime';
import { type ContractsBusy, withContracts } from './withContracts';

/** Takes contracts off the list that were added by mistake; those on the way or connected stay. */
export async function forgetContracts(
	runtime: LinkedInRuntime,
	contractUrns: readonly string[],
): Promise<{ forgotten: string[] } | ContractsBusy> {
	return await withContracts(runtime, async (contracts) => {
		const forgotten = (await contracts.list())
			.filter(
				({ contract, state }) =>
					contractUrns.includes(contract) && (state === 'chosen' || state === 'refused'),
			)
			.map(({ contract }) => contract);
		for (const contract of forgotten) {
			await runtime.store.remove(CONTRACTS, { organization: contracts.organization, contract });
		}
		return { forgotten };
	});
}
