import { NotConnectedError } from '../../errors/NotConnectedError';
import { Contracts } from '../../state/Contracts';
import type { LinkedInRuntime } from '../Runtime';

/**
 * The contracts that were named, or all that are connected.
 *
 * @throws NotConnectedError when none was named and none is connected; StateError when the contracts of an organization
 * that was synced are gone
 */
export async function contractsOrConnected(
	{ linkedIn, store }: Pick<LinkedInRuntime, 'linkedIn' | 'store'>,
	contractUrns: readonly string[],
): Promise<readonly string[]> {
	if (contractUrns.length > 0) return contractUrns;
	const contracts = new Contracts(store, linkedIn.settings.organizationUrn);
	const connected = await contracts.connected();
	if (connected.length > 0) return connected;
	await contracts.refuseLostTable();
	throw new NotConnectedError(
		'No Recruiter contract is connected',
		'Connect one with workflow 01 or RSC Contract Activate, or enter the number of a contract in "Contracts", for example 2001.',
	);
}
