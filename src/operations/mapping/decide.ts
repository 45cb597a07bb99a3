import { HttpStatusError } from '../../errors/HttpStatusError';
import { getSeats, type Seat } from '../../linkedin/seats';
import { type MatchedBy, seatToStored } from '../../mapping/seatToStored';
import type { NOT_MAPPED, StoredSeat } from '../../mapping/StoredSeat';
import { Seats } from '../../state/Seats';
import { getUser, type SrUser } from '../../smartrecruiters/users';
import type { Clients } from '../connect';
import type { Runtime } from '../Runtime';
import { queueSight } from './queueSight';
import { allUsers, openBoth } from './readPeople';

/** What a person decided about a seat. */
export type Decision = { seatUrn: string; contractUrn: string } & (
	| { userId: string; matchedBy: MatchedBy }
	| { userId?: undefined; matchedBy: (typeof NOT_MAPPED)[number] }
);

/** A decision that no longer fits what the vendors say. */
export interface Refusal {
	seatUrn: string;
	code: 'SEAT_GONE' | 'USER_GONE' | 'USER_DEACTIVATED' | 'CONTRACT_NOT_CONNECTED';
}

export const REFUSALS: Record<Refusal['code'], string> = {
	SEAT_GONE: 'The seat is no longer in Recruiter.',
	USER_GONE: 'The SmartRecruiters user is gone.',
	USER_DEACTIVATED: 'The SmartRecruiters user is deactivated.',
	CONTRACT_NOT_CONNECTED: 'LinkedIn does not show the seats of this contract.',
};

export interface Outcome {
	/** Complete rows, as they were stored. */
	rows: StoredSeat[];
	refusals: Refusal[];
}

export interface DecisionOptions {
	importDays: number;
	timeLimitMs: number;
}

/** From this many users on, reading them all costs fewer requests than asking for each. */
const ASK_EACH_BELOW = 20;

/**
 * Turns decisions into rows of the map and stores them, after looking at both vendors: the seat must be there, the user must be active.
 * A seat that is gone can still be unmapped. The last decision on a seat counts.
 */
export async function decide(
	runtime: Runtime,
	decisions: readonly Decision[],
	options: DecisionOptions,
): Promise<Outcome> {
	const clients = openBoth(runtime, options.timeLimitMs);
	const last = [...new Map(decisions.map((one) => [one.seatUrn, one])).values()];
	const [seats, users] = await Promise.all([
		readSeats(clients, new Set(last.map(({ contractUrn }) => contractUrn))),
		readChosen(clients, new Set(last.flatMap(({ userId }) => userId ?? []))),
	]);
	const { organizationUrn } = runtime.linkedIn.settings;
	const map = new Seats(runtime.store, organizationUrn);
	const before = new Map((await map.list()).map((row) => [row.seat, row]));
	const context = {
		organizationUrn,
		nowMs: runtime.effects.now(),
		importDays: options.importDays,
	};
	const outcome: Outcome = { rows: [], refusals: [] };
	for (const decision of last) {
		const { seatUrn, contractUrn, userId, matchedBy } = decision;
		const row = before.get(seatUrn);
		const seat = seats.get(contractUrn)?.get(seatUrn) ?? (userId ? undefined : seatOfRow(row));
		const user = userId === undefined ? undefined : users.get(userId);
		if (!seat)
			outcome.refusals.push({
				seatUrn,
				code: seats.has(contractUrn) ? 'SEAT_GONE' : 'CONTRACT_NOT_CONNECTED',
			});
		else if (userId === undefined)
			outcome.rows.push(seatToStored(seat, { matchedBy }, { ...context, before: row }));
		else if (!user?.active)
			outcome.refusals.push({ seatUrn, code: user ? 'USER_DEACTIVATED' : 'USER_GONE' });
		else outcome.rows.push(seatToStored(seat, { user, matchedBy }, { ...context, before: row }));
	}
	await map.put(outcome.rows);
	if (outcome.rows.length > 0) await queueSight(runtime);
	return outcome;
}

/** By contract; a contract that LinkedIn refuses has no entry. */
async function readSeats(
	{ linkedIn }: Clients,
	contractUrns: ReadonlySet<string>,
): Promise<Map<string, Map<string, Seat>>> {
	const found = new Map<string, Map<string, Seat>>();
	for (const contractUrn of contractUrns) {
		try {
			const seats = await getSeats(linkedIn, { contractUrns: [contractUrn] });
			found.set(contractUrn, new Map(seats.map((seat) => [seat.seatUrn, seat])));
		} catch (error) {
			if (!(error instanceof HttpStatusError && error.status === 403)) throw error;
		}
	}
	return found;
}

async function readChosen(
	clients: Clients,
	userIds: ReadonlySet<string>,
): Promise<Map<string, SrUser>> {
	const users =
		userIds.size < ASK_EACH_BELOW
			? await Promise.all(
					[...userIds].map(async (userId) => await getUser(clients.smartRecruiters, userId)),
				)
			: await allUsers(clients);
	return new Map(users.flatMap((user) => (user ? [[user.id, user] as const] : [])));
}

/** A seat as the map remembers it, for unmapping one that is gone. */
function seatOfRow(row: StoredSeat | undefined): Seat | undefined {
	return (
		row && {
			seatUrn: row.seat,
			contractUrn: row.contract,
			state: row.seatState,
			...(row.person && { personUrn: row.person }),
			firstName: row.seatName,
			lastName: '',
			...(row.seatEmail && { email: row.seatEmail }),
			roles: [],
		}
	);
}
