import { ConfigurationError } from '../../errors/ConfigurationError';
import { coveredUntil } from '../../mapping/seatToStored';
import type { StoredSeat } from '../../mapping/StoredSeat';
import { Seats } from '../../state/Seats';
import type { LinkedInRuntime } from '../Runtime';
import { queueSight } from './queueSight';

/**
 * Takes the user from a seat. What was imported of its past stays known, so that mapping it again goes on from there.
 *
 * @returns the complete row, as it was stored
 * @throws ConfigurationError when the map has no such seat
 */
export async function unmap(runtime: LinkedInRuntime, seatUrn: string): Promise<StoredSeat> {
	const { linkedIn, store, effects } = runtime;
	const seats = new Seats(store, linkedIn.settings.organizationUrn);
	const row = (await seats.list()).find(({ seat }) => seat === seatUrn);
	if (!row) {
		throw new ConfigurationError(
			'No such seat is mapped',
			'Choose a seat that is in the Data Table rsc_seats.',
		);
	}
	const nowMs = effects.now();
	const unmapped: StoredSeat = {
		...row,
		userId: '',
		userName: '',
		userEmail: '',
		matchedBy: 'unmapped',
		mappedAt: '',
		importedUntilMs: coveredUntil(row, nowMs),
		checkedAt: new Date(nowMs).toISOString(),
	};
	await seats.put([unmapped]);
	await queueSight(runtime);
	return unmapped;
}
