import type { LinkedInRuntime } from '../Runtime';
import { type AddedContract, addContracts } from './addContracts';
import type { ContractRefusal } from './contractRefusal';
import { type ChosenContract, readWidgetResult } from './readWidgetResult';
import type { ContractsBusy } from './withContracts';

/** A contract that was put on the list, with what was requested in LinkedIn's window. */
export type TakenContract = AddedContract & Pick<ChosenContract, 'integrations'>;

/**
 * Reads what LinkedIn's widget called back with, and puts the contracts of this organization on the list. The admin
 * confirms them in the next step, and LinkedIn decides.
 *
 * @throws ConfigurationError without acknowledgement
 */
export async function takeWidgetResult(
	runtime: LinkedInRuntime,
	widgetResult: unknown,
): Promise<{ added: TakenContract[]; refused: ContractRefusal[] } | ContractsBusy> {
	const { organizationUrn } = runtime.linkedIn.settings;
	const { contracts, refused } = readWidgetResult({ widgetResult, organizationUrn });
	const result = await addContracts(runtime, contracts);
	if ('state' in result) return result;
	const integrations = new Map(contracts.map((one) => [one.contract, one.integrations] as const));
	return {
		added: result.added.map((one) => ({
			...one,
			integrations: integrations.get(one.contract) ?? [],
		})),
		refused: [...refused, ...result.refused],
	};
}
