import { compareWithMap, type Drift } from '../../mapping/compareWithMap';
import type { StoredSeat } from '../../mapping/StoredSeat';
import type { Connection } from '../connect';
import { openBoth, type PeopleQuery, readPeople } from './readPeople';

/** What has changed in Recruiter and in SmartRecruiters since the stored map was made. */
export async function findDrift(
	connection: Connection,
	query: Omit<PeopleQuery, 'states'> & { stored: readonly StoredSeat[] },
): Promise<{ drift: Drift[]; seats: number; mapped: number }> {
	const { contractUrns, stored, timeLimitMs } = query;
	const { seats, users } = await readPeople(openBoth(connection, timeLimitMs), { contractUrns });
	const live = new Set(seats.map(({ seatUrn }) => seatUrn));
	return {
		drift: compareWithMap(contractUrns, seats, users, stored),
		seats: seats.length,
		mapped: stored.filter(({ seat, userId }) => userId !== '' && live.has(seat)).length,
	};
}
