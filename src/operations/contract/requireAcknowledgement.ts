import { NotConnectedError } from '../../errors/NotConnectedError';
import type { Contracts } from '../../state/Contracts';
import type { ContractRow } from '../../state/tables';

/**
 * Nothing about contracts happens before the sharing of data was acknowledged.
 *
 * @returns the organization's own row
 * @throws NotConnectedError; StateError when the contracts of an organization that was synced are gone
 */
export async function requireAcknowledgement(contracts: Contracts): Promise<ContractRow> {
	const own = await contracts.acknowledgement();
	if (own) return own;
	await contracts.refuseLostTable();
	throw new NotConnectedError(
		'The sharing of data with LinkedIn has not been acknowledged',
		'Open the connect page of workflow 01 and acknowledge it, or run Data Sharing › Acknowledge of RSC Contract Activate first.',
	);
}
