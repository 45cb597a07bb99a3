import { HttpStatusError } from '../../errors/HttpStatusError';
import { getSeats, type Seat } from '../../linkedin/seats';
import { compareWithMap } from '../../mapping/compareWithMap';
import { estimateImport } from '../../mapping/estimateImport';
import { matchSeats } from '../../mapping/matchSeats';
import { toStoredMappings } from '../../mapping/StoredSeat';
import type { MapPeopleData } from '../../pages/mapPeopleData';
import type { SrUser } from '../../smartrecruiters/users';
import { Contracts } from '../../state/Contracts';
import { Seats } from '../../state/Seats';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';
import { followsTeams } from './queueSight';
import { allUsers, openBoth } from './readPeople';
import { toMapRows } from './toMapRows';

interface NamedContract {
	contractUrn: string;
	/** As the admin knows it; may be empty. */
	name: string;
}

export interface MapView extends MapPeopleData {
	/** Active users, to choose from. */
	users: SrUser[];
}

/**
 * Everything that the page shows: each contract's seat holders with what was decided, what has changed since, and a
 * suggestion where nothing was. A contract that LinkedIn refuses does not hide the others.
 *
 * @throws StateError when the contracts of an organization that was synced are gone
 */
export async function readMapPage(
	runtime: Runtime,
	options: { importDays: number; timeLimitMs: number },
): Promise<MapView> {
	const clients = openBoth(runtime, options.timeLimitMs);
	const { organizationUrn, requestsPerDay } = runtime.linkedIn.settings;
	const known = new Contracts(runtime.store, organizationUrn);
	await known.refuseLostTable();
	const contracts = await known.list();
	const stored = await new Seats(runtime.store, organizationUrn).list();
	const named = contracts
		.filter(({ state }) => state !== 'refused' && state !== 'disconnected')
		.map(({ contract, name }) => ({ contractUrn: contract, name }));
	const [read, users] = await Promise.all([readContracts(clients, named), allUsers(clients)]);
	const seats = read.flatMap((one) => one.seats);
	const answered = read.filter(({ problem }) => !problem).map(({ contractUrn }) => contractUrn);
	const rows = toMapRows(
		matchSeats(seats, users, toStoredMappings(stored)),
		compareWithMap(answered, seats, users, stored),
		stored,
	);
	const estimate = estimateImport(1, options.importDays, requestsPerDay);
	return {
		contracts: read.map(({ contractUrn, name, problem }) => ({
			contractUrn,
			name,
			rows: rows.filter((row) => row.contractUrn === contractUrn),
			problem,
		})),
		users: users.filter(({ active }) => active),
		followsTeams: await followsTeams(runtime.store, organizationUrn),
		import: {
			days: options.importDays,
			callsPerSeat: estimate.calls,
			callsPerDay: estimate.callsPerDay,
		},
	};
}

async function readContracts(clients: Clients, contracts: readonly NamedContract[]) {
	const read: Array<NamedContract & { seats: Seat[]; problem: string }> = [];
	for (const contract of contracts) {
		try {
			const query = { contractUrns: [contract.contractUrn] };
			read.push({ ...contract, seats: await getSeats(clients.linkedIn, query), problem: '' });
		} catch (error) {
			if (!(error instanceof HttpStatusError && error.status === 403)) throw error;
			read.push({ ...contract, seats: [], problem: error.advice });
		}
	}
	return read;
}
