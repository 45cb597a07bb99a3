import { getSeats, type Seat } from '../../linkedin/seats';
import { WaitLedger } from '../../http/WaitLedger';
import { type LinkedInSide, openLinkedIn, type World } from '../connect';
import type { PeopleQuery } from './readPeople';

/**
 * Every seat holder of the contracts, all pages.
 *
 * @throws HttpStatusError 403 where a contract is not connected
 */
export async function getSeatHolders(
	linkedIn: LinkedInSide,
	world: World,
	{ timeLimitMs, ...query }: PeopleQuery,
): Promise<Seat[]> {
	const deadlineMs = world.effects.now() + timeLimitMs;
	const { api } = openLinkedIn(linkedIn, world, { deadlineMs, ledger: new WaitLedger() });
	return await getSeats(api, query);
}
