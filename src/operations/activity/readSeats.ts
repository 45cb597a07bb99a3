import type { StateStore } from '../../state/StateStore';
import { TableWatch } from '../../state/TableWatch';
import { SEATS, type SeatRow } from '../../state/tables';

/**
 * Seat holders of an organization by seat.
 *
 * @throws StateError when the map was lost: else everybody would count as not mapped, and what they do would be left out
 */
export async function readSeats(
	store: StateStore,
	organization: string,
): Promise<Map<string, SeatRow>> {
	const rows = await store.read(SEATS, { organization });
	if (rows.length === 0) await new TableWatch(store, organization).refuseLost(SEATS.name);
	return new Map(rows.map((row) => [row.seat, row] as const));
}

/** Whether what the seat holder does is wanted. */
export function isMapped(seat: SeatRow | undefined): seat is SeatRow {
	return seat !== undefined && seat.userId !== '';
}
