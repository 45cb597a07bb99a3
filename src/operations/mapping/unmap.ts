import { ConfigurationError } from '../../errors/ConfigurationError';
import { coveredUntil } from '../../mapping/seatToStored';
import type { StoredSeat } from '../../mapping/StoredSeat';

/**
 * Takes the user from a seat. What was imported of its past stays known, so that mapping it again goes on from there.
 *
 * @returns the complete row
 * @throws ConfigurationError when the map has no such seat
 */
export function unmap(stored: readonly StoredSeat[], seatUrn: string, nowMs: number): StoredSeat {
	const row = stored.find(({ seat }) => seat === seatUrn);
	if (!row) {
		throw new ConfigurationError(
			'The stored map has no such seat',
			'Hand all rows of rsc_seats to "Stored Map", and choose a seat that is among them.',
		);
	}
	return {
		...row,
		userId: '',
		userName: '',
		userEmail: '',
		matchedBy: 'unmapped',
		mappedAt: '',
		importedUntilMs: coveredUntil(row, nowMs),
		checkedAt: new Date(nowMs).toISOString(),
	};
}
