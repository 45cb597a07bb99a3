import type { StateStore } from '../../state/StateStore';
import { SEATS, type SeatRow } from '../../state/tables';

/** Seat holders of an organization by seat. */
export async function readSeats(
	store: StateStore,
	organization: string,
): Promise<Map<string, SeatRow>> {
	const rows = await store.read(SEATS, { organization });
	return new Map(rows.map((row) => [row.seat, row] as const));
}

/** Whether what the seat holder does is wanted. */
export function isMapped(seat: SeatRow | undefined): seat is SeatRow {
	return seat !== undefined && seat.userId !== '';
}
