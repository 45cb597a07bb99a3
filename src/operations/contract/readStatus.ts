import { Contracts } from '../../state/Contracts';
import {
	type ContractRow,
	PARKED,
	type ParkedRow,
	PEOPLE,
	SEATS,
	type SeatRow,
	SYNC,
	type SyncRow,
} from '../../state/tables';
import { type LostTable, TableWatch } from '../../state/TableWatch';
import type { Keeping } from '../Runtime';

/** A page reads no more than this. */
export const PARKED_LIMIT = 1_000;

/** How the connection of an organization is doing. */
export interface ConnectionStatus {
	organization: string;
	/** Whether the sharing of data is acknowledged, and not taken back. */
	acknowledged: boolean;
	contracts: ContractRow[];
	sync: SyncRow[];
	parked: ParkedRow[];
	seats: SeatRow[];
	/** Whether anybody was ever exported from Recruiter. */
	exported: boolean;
	/** Data Tables that a user has deleted or emptied. */
	lostTables: LostTable[];
}

/**
 * Reads all that a status page tells.
 *
 * @throws StateError when the contracts of an organization that was synced are gone
 */
export async function readStatus(
	{ store }: Keeping,
	organization: string,
): Promise<ConnectionStatus> {
	const contracts = new Contracts(store, organization);
	await contracts.refuseLostTable();
	return {
		organization,
		acknowledged: (await contracts.acknowledgement()) !== undefined,
		contracts: await contracts.list(),
		sync: await store.read(SYNC, { organization }),
		parked: await store.read(PARKED, { organization }, { limit: PARKED_LIMIT }),
		seats: await store.read(SEATS, { organization }),
		exported:
			(await store.read(PEOPLE, { organization, knownBy: 'export' }, { limit: 1 })).length > 0,
		lostTables: await new TableWatch(store, organization).lost(),
	};
}
