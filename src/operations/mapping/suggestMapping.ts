import { matchSeats, type Suggestion } from '../../mapping/matchSeats';
import { type StoredSeat, toStoredMappings } from '../../mapping/StoredSeat';
import { Seats } from '../../state/Seats';
import type { Runtime } from '../Runtime';
import { contractsOrConnected } from './contractsOrConnected';
import { openBoth, type PeopleQuery, readPeople } from './readPeople';

export interface Suggestions {
	suggestions: Suggestion[];
	/** What was decided before. */
	stored: StoredSeat[];
}

/** Reads both sides completely and suggests a user for every seat holder; see `matchSeats` for the rule. */
export async function suggestMapping(runtime: Runtime, query: PeopleQuery): Promise<Suggestions> {
	const contractUrns = await contractsOrConnected(runtime, query.contractUrns);
	const stored = await new Seats(runtime.store, runtime.linkedIn.settings.organizationUrn).list();
	const clients = openBoth(runtime, query.timeLimitMs);
	const { seats, users } = await readPeople(clients, { ...query, contractUrns });
	return { suggestions: matchSeats(seats, users, toStoredMappings(stored)), stored };
}
