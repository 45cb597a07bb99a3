import { HttpStatusError } from '../../errors/HttpStatusError';
import { getSeats, type Seat } from '../../linkedin/seats';
import { compareWithMap } from '../../mapping/compareWithMap';
import { estimateImport } from '../../mapping/estimateImport';
import { matchSeats } from '../../mapping/matchSeats';
import { type StoredSeat, toStoredMappings } from '../../mapping/StoredSeat';
import type { MapPeopleData } from '../../pages/mapPeopleData';
import type { SrUser } from '../../smartrecruiters/users';
import type { Clients, Connection } from '../connect';
import { allUsers, openBoth } from './readPeople';
import { toMapRows } from './toMapRows';

export interface NamedContract {
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
 */
export async function readMapPage(
	connection: Connection,
	options: {
		contracts: readonly NamedContract[];
		stored: readonly StoredSeat[];
		importDays: number;
		timeLimitMs: number;
	},
): Promise<MapView> {
	const clients = openBoth(connection, options.timeLimitMs);
	const [read, users] = await Promise.all([
		readContracts(clients, options.contracts),
		allUsers(clients),
	]);
	const seats = read.flatMap((one) => one.seats);
	const answered = read.filter(({ problem }) => !problem).map(({ contractUrn }) => contractUrn);
	const rows = toMapRows(
		matchSeats(seats, users, toStoredMappings(options.stored)),
		compareWithMap(answered, seats, users, options.stored),
		options.stored,
	);
	const { requestsPerDay } = connection.linkedIn.settings;
	const estimate = estimateImport(1, options.importDays, requestsPerDay);
	return {
		contracts: read.map(({ contractUrn, name, problem }) => ({
			contractUrn,
			name,
			rows: rows.filter((row) => row.contractUrn === contractUrn),
			problem,
		})),
		users: users.filter(({ active }) => active),
		import: {
			days: options.importDays,
			windowsPerSeat: estimate.windowsPerSeat,
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
