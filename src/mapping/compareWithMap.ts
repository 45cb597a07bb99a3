import type { Seat } from '../linkedin/seats';
import type { SrUser } from '../smartrecruiters/users';
import type { DriftCode } from './driftKinds';
import { foldAddress } from './emailAddress';
import { fullName } from './seatToStored';
import type { StoredSeat } from './StoredSeat';

/** One difference between the stored map and reality. */
export interface Drift {
	code: DriftCode;
	seatUrn: string;
	contractUrn: string;
	seatName: string;
	/** Empty when no user is concerned. */
	userName: string;
	/** What the map says, and what is; empty where the code says it all. */
	before: string;
	now: string;
}

/** States in which somebody works with a seat, or soon will. */
const IN_USE: readonly string[] = ['ACTIVE', 'INVITED'];

/**
 * What has changed since the map was made. Seats that were skipped stay skipped, until their holder or address changes.
 *
 * @param contractUrns the contracts whose seats were read: rows of others are left alone
 */
export function compareWithMap(
	contractUrns: readonly string[],
	seats: readonly Seat[],
	users: readonly SrUser[],
	rows: readonly StoredSeat[],
): Drift[] {
	const looked = new Set(contractUrns);
	const own = rows.filter(({ contract }) => looked.has(contract));
	const rowOf = new Map(own.map((row) => [row.seat, row]));
	const seatOf = new Map(seats.map((seat) => [seat.seatUrn, seat]));
	const userOf = new Map(users.map((user) => [user.id, user]));
	const fresh = seats
		.filter(({ seatUrn, state }) => !rowOf.has(seatUrn) && IN_USE.includes(state))
		.map((seat) => drift('NEW_SEAT', seat.seatUrn, seat.contractUrn, fullName(seat)));
	const changed = own.flatMap((row) => {
		const seat = seatOf.get(row.seat);
		if (!seat) return row.userId ? [of('SEAT_GONE', row)] : [];
		return [...ofSeat(row, seat), ...ofUser(row, userOf.get(row.userId))];
	});
	return [...fresh, ...changed, ...ofPeople(seats, rowOf), ...ofUsers(own, seatOf)];
}

function ofSeat(row: StoredSeat, seat: Seat): Drift[] {
	const found: Drift[] = [];
	const { personUrn = '', state, email } = seat;
	if (row.person && personUrn && row.person !== personUrn)
		found.push({ ...of('SEAT_PASSED_ON', row), before: row.seatName, now: fullName(seat) });
	if (row.userId && row.seatState !== state) {
		const wasUsed = IN_USE.includes(row.seatState);
		if (wasUsed && !IN_USE.includes(state))
			found.push({ ...of('SEAT_NOT_ACTIVE', row), before: row.seatState, now: state });
		if (!wasUsed && state === 'ACTIVE')
			found.push({ ...of('SEAT_ACTIVE_AGAIN', row), before: row.seatState, now: state });
	}
	// LinkedIn does not promise addresses: one that is not shown has not changed.
	const [before, now] = [foldAddress(row.seatEmail), foldAddress(email)];
	if (now && before && now !== before)
		found.push({ ...of('SEAT_EMAIL_CHANGED', row), before: row.seatEmail, now: email ?? '' });
	return found;
}

function ofUser(row: StoredSeat, user: SrUser | undefined): Drift[] {
	if (!row.userId) return [];
	if (!user) return [of('USER_GONE', row)];
	if (!user.active) return [of('USER_DEACTIVATED', row)];
	return foldAddress(row.userEmail) === foldAddress(user.email)
		? []
		: [{ ...of('USER_EMAIL_CHANGED', row), before: row.userEmail, now: user.email }];
}

/**
 * One person on several seats in use: of two contracts with different users, or of one contract with different users or
 * with one that is new. Whoever decided on both and gave them one user, or skipped one, is not asked again.
 */
function ofPeople(seats: readonly Seat[], rowOf: ReadonlyMap<string, StoredSeat>): Drift[] {
	const inUse = seats.filter(({ state }) => IN_USE.includes(state));
	return groupBy(inUse, ({ personUrn = '' }) => personUrn)
		.filter((group) => {
			const rows = group.flatMap(({ seatUrn }) => rowOf.get(seatUrn) ?? []);
			const users = new Set(rows.flatMap(({ userId }) => userId || []));
			const contracts = group.map(({ contractUrn }) => contractUrn);
			const twice = new Set(contracts).size < contracts.length;
			return users.size > 1 || (twice && rows.length > 0 && rows.length < group.length);
		})
		.flatMap((group) =>
			group.map(({ seatUrn, contractUrn, ...names }) =>
				drift(
					'PERSON_ON_TWO_SEATS',
					seatUrn,
					contractUrn,
					fullName(names),
					rowOf.get(seatUrn)?.userName,
				),
			),
		);
}

function ofUsers(rows: readonly StoredSeat[], seatOf: ReadonlyMap<string, Seat>): Drift[] {
	const mapped = rows.filter(({ userId, person }) => userId !== '' && person !== '');
	return groupBy(
		mapped.filter(({ seat }) => seatOf.has(seat)),
		({ userId }) => userId,
	)
		.filter((group) => new Set(group.map(({ person }) => person)).size > 1)
		.flatMap((group) => group.map((row) => of('USER_ON_TWO_PEOPLE', row)));
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const key = keyOf(row);
		if (key) groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return [...groups.values()];
}

const of = (code: DriftCode, row: StoredSeat): Drift =>
	drift(code, row.seat, row.contract, row.seatName, row.userName);

function drift(
	code: DriftCode,
	seatUrn: string,
	contractUrn: string,
	seatName: string,
	userName = '',
): Drift {
	return { code, seatUrn, contractUrn, seatName, userName, before: '', now: '' };
}
