import { compareWithMap, type Drift } from '../../mapping/compareWithMap';
import { Seats } from '../../state/Seats';
import type { Runtime } from '../Runtime';
import { contractsOrConnected } from './contractsOrConnected';
import { queueSight } from './queueSight';
import { openBoth, type PeopleQuery, readPeople } from './readPeople';

/** What has changed in Recruiter and in SmartRecruiters since the stored map was made. */
export async function findDrift(
	runtime: Runtime,
	query: Omit<PeopleQuery, 'states'>,
): Promise<{ drift: Drift[]; seats: number; mapped: number }> {
	const contractUrns = await contractsOrConnected(runtime, query.contractUrns);
	const stored = await new Seats(runtime.store, runtime.linkedIn.settings.organizationUrn).list();
	const clients = openBoth(runtime, query.timeLimitMs);
	const { seats, users } = await readPeople(clients, { contractUrns });
	const live = new Set(seats.map(({ seatUrn }) => seatUrn));
	const drift = compareWithMap(contractUrns, seats, users, stored);
	if (drift.length > 0) await queueSight(runtime);
	return {
		drift,
		seats: seats.length,
		mapped: stored.filter(({ seat, userId }) => userId !== '' && live.has(seat)).length,
	};
}
