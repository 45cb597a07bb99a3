import { ConfigurationError } from '../../errors/ConfigurationError';
import { getSeats } from '../../linkedin/seats';
import { type ImportEstimate, estimateImport } from '../../mapping/estimateImport';
import { seatToStored } from '../../mapping/seatToStored';
import type { StoredSeat } from '../../mapping/StoredSeat';
import { getUser } from '../../smartrecruiters/users';
import { Seats } from '../../state/Seats';
import type { Runtime } from '../Runtime';
import { contractsOrConnected } from './contractsOrConnected';
import { queueSight } from './queueSight';
import { openBoth } from './readPeople';

/**
 * Maps one seat to one user, because a person said so, and stores it.
 *
 * @returns the complete row of the map, and what importing that person's past costs at least
 * @throws ConfigurationError when the seat is on none of the contracts, or the user is gone or deactivated
 */
export async function mapOne(
	runtime: Runtime,
	options: {
		seatUrn: string;
		/** Empty for all that are connected. */
		contractUrns: readonly string[];
		userId: string;
		importDays: number;
		timeLimitMs: number;
	},
): Promise<{ row: StoredSeat; estimate: ImportEstimate }> {
	const { seatUrn, userId, importDays } = options;
	const clients = openBoth(runtime, options.timeLimitMs);
	const contractUrns = await contractsOrConnected(runtime, options.contractUrns);
	const [seats, user] = await Promise.all([
		getSeats(clients.linkedIn, { contractUrns }),
		getUser(clients.smartRecruiters, userId),
	]);
	const seat = seats.find((one) => one.seatUrn === seatUrn);
	if (!seat) {
		throw new ConfigurationError(
			'The seat is on none of these contracts',
			'Choose "Seat" from the list, and check "Contracts".',
		);
	}
	if (!user?.active) {
		throw new ConfigurationError(
			user ? 'The SmartRecruiters user is deactivated' : 'There is no such SmartRecruiters user',
			'Choose "User" from the list: it shows active users only.',
		);
	}
	const { settings } = runtime.linkedIn;
	const map = new Seats(runtime.store, settings.organizationUrn);
	const row = seatToStored(
		seat,
		{ user, matchedBy: 'by hand' },
		{
			organizationUrn: settings.organizationUrn,
			nowMs: runtime.effects.now(),
			importDays,
			before: (await map.list()).find((one) => one.seat === seatUrn),
		},
	);
	await map.put([row]);
	await queueSight(runtime);
	return {
		row,
		estimate: estimateImport(1, importDays, settings.requestsPerDay),
	};
}
