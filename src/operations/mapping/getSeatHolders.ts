import { getSeats, type Seat } from '../../linkedin/seats';
import { WaitLedger } from '../../http/WaitLedger';
import { openLinkedIn } from '../connect';
import type { LinkedInRuntime } from '../Runtime';
import { contractsOrConnected } from './contractsOrConnected';
import type { PeopleQuery } from './readPeople';

/**
 * Every seat holder of the contracts, or of all that are connected; all pages.
 *
 * @throws HttpStatusError 403 where a contract is not connected
 */
export async function getSeatHolders(
	runtime: LinkedInRuntime,
	{ timeLimitMs, ...query }: PeopleQuery,
): Promise<Seat[]> {
	const contractUrns = await contractsOrConnected(runtime, query.contractUrns);
	const deadlineMs = runtime.effects.now() + timeLimitMs;
	const { api } = openLinkedIn(runtime.linkedIn, runtime, { deadlineMs, ledger: new WaitLedger() });
	return await getSeats(api, { ...query, contractUrns });
}
