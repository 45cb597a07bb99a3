import { getSeats, type Seat, type SeatState } from '../../linkedin/seats';
import { readUsers, type SrUser } from '../../smartrecruiters/users';
import { type Clients, connect, type Connection } from '../connect';

export interface PeopleQuery {
	contractUrns: readonly string[];
	/** Default: all. */
	states?: readonly SeatState[];
	/** After this time no further wait is begun. */
	timeLimitMs: number;
}

/** Opens both vendors for one use case. */
export function openBoth(connection: Connection, timeLimitMs: number): Clients {
	return connect(connection, connection.effects.now() + timeLimitMs);
}

/** All seat holders and all users: the two sides are read at the same time. */
export async function readPeople(
	clients: Clients,
	query: Omit<PeopleQuery, 'timeLimitMs'>,
): Promise<{ seats: Seat[]; users: SrUser[] }> {
	const [seats, users] = await Promise.all([getSeats(clients.linkedIn, query), allUsers(clients)]);
	return { seats, users };
}

/** Every user, deactivated ones included. */
export async function allUsers({ smartRecruiters }: Clients): Promise<SrUser[]> {
	const users: SrUser[] = [];
	for await (const page of readUsers(smartRecruiters)) users.push(...page.content);
	return users;
}
