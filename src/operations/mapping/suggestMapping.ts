import { matchSeats, type Suggestion } from '../../mapping/matchSeats';
import { type StoredSeat, toStoredMappings } from '../../mapping/StoredSeat';
import type { Connection } from '../connect';
import { openBoth, type PeopleQuery, readPeople } from './readPeople';

/** Reads both sides completely and suggests a user for every seat holder; see `matchSeats` for the rule. */
export async function suggestMapping(
	connection: Connection,
	query: PeopleQuery & { stored: readonly StoredSeat[] },
): Promise<Suggestion[]> {
	const { seats, users } = await readPeople(openBoth(connection, query.timeLimitMs), query);
	return matchSeats(seats, users, toStoredMappings(query.stored));
}
