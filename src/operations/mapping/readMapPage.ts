import { HttpStatusError } from '../../errors/HttpStatusError';
import { getSeats, type Seat } from '../../linkedin/seats';
import { compareWithMap } from '../../mapping/compareWithMap';
import { type ImportEstimate, estimateImport } from '../../mapping/estimateImport';
import { matchSeats } from '../../mapping/matchSeats';
import { type MapRow, toMapRows } from '../../mapping/mapRows';
import { type StoredSeat, toStoredMappings } from '../../mapping/StoredSeat';
import type { SrUser } from '../../smartrecruiters/users';
import type { Clients, Connection } from '../connect';
import { allUsers, openBoth } from './readPeople';

export interface MapContract {
	contractUrn: string;
	/** As the admin knows it; may be empty. */
	name: string;
}

export interface MapView {
	contracts: Array<MapContract & { rows: MapRow[]; problem?: string }>;
	/** Active users, to choose from. */
	users: SrUser[];
	/** For one seat: the page multiplies. */
	estimate: ImportEstimate;
}

/**
 * Everything that the page shows: each contract's seat holders with what was decided, what has changed since, and a
 * suggestion where nothing was. A contract that LinkedIn refuses does not hide the others.
 */
export async function readMapPage(
	connection: Connection,
	options: {
		contracts: readonly MapContract[];
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
	return {
		contracts: read.map(({ contractUrn, name, problem }) => ({
			contractUrn,
			name,
			rows: rows.filter((row) => row.contractUrn === contractUrn),
			...(problem && { problem }),
		})),
		users: users.filter(({ active }) => active),
		estimate: estimateImport(1, options.importDays, connection.linkedIn.settings.requestsPerDay),
	};
}

async function readContracts(clients: Clients, contracts: readonly MapContract[]) {
	const read: Array<MapContract & { seats: Seat[]; problem?: string }> = [];
	for (const contract of contracts) {
		try {
			const query = { contractUrns: [contract.contractUrn] };
			read.push({ ...contract, seats: await getSeats(clients.linkedIn, query) });
		} catch (error) {
			if (!(error instanceof HttpStatusError && error.status === 403)) throw error;
			read.push({ ...contract, seats: [], problem: error.advice });
		}
	}
	return read;
}
