import { ConfigurationError } from '../../errors/ConfigurationError';
import { getSeats } from '../../linkedin/seats';
import { type ImportEstimate, estimateImport } from '../../mapping/estimateImport';
import { seatToStored } from '../../mapping/seatToStored';
import type { StoredSeat } from '../../mapping/StoredSeat';
import { getUser } from '../../smartrecruiters/users';
import type { Connection } from '../connect';
import { openBoth } from './readPeople';

/**
 * Maps one seat to one user, because a person said so.
 *
 * @returns the complete row of the map, and what importing that person's past costs at least
 * @throws ConfigurationError when the seat is on none of the contracts, or the user is gone or deactivated
 */
export async function mapOne(
	connection: Connection,
	options: {
		seatUrn: string;
		contractUrns: readonly string[];
		userId: string;
		stored: readonly StoredSeat[];
		importDays: number;
		timeLimitMs: number;
	},
): Promise<{ row: StoredSeat; estimate: ImportEstimate }> {
	const { seatUrn, contractUrns, userId, stored, importDays } = options;
	const clients = openBoth(connection, options.timeLimitMs);
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
	const { settings } = connection.linkedIn;
	const context = {
		organizationUrn: settings.organizationUrn,
		nowMs: connection.effects.now(),
		importDays,
		before: stored.find((row) => row.seat === seatUrn),
	};
	return {
		row: seatToStored(seat, { user, matchedBy: 'by hand' }, context),
		estimate: estimateImport(1, importDays, settings.requestsPerDay),
	};
}
