import type { Drift } from '../../mapping/compareWithMap';
import { type DriftCode, DRIFT_KINDS } from '../../mapping/driftKinds';
import { MATCH_REASONS, type MatchReason } from '../../mapping/matchReasons';
import type { Suggestion } from '../../mapping/matchSeats';
import { fullName } from '../../mapping/seatToStored';
import type { StoredSeat } from '../../mapping/StoredSeat';
import type { MapRow, RowUser } from '../../pages/mapPeopleData';
import type { SrUser } from '../../smartrecruiters/users';

/** Changes after which the user of a seat cannot stay: somebody else has to be chosen. */
const NOT_KEEPABLE: readonly DriftCode[] = ['USER_DEACTIVATED', 'USER_GONE', 'SEAT_PASSED_ON'];

const HOW: ReadonlyMap<string, string> = new Map([
	['person', 'Mapped before: the same LinkedIn person'],
	['email', 'Found by e-mail address and name'],
	['name', 'Found by name'],
	['by hand', 'Chosen by hand'],
	['skipped', 'Skipped'],
	['left open', 'Left open'],
	['unmapped', 'Unmapped'],
]);

/** Puts together what was decided, what has changed, and what is suggested. Seats that are gone come last. */
export function toMapRows(
	suggestions: readonly Suggestion[],
	drift: readonly Drift[],
	stored: readonly StoredSeat[],
): MapRow[] {
	const rowOf = new Map(stored.map((row) => [row.seat, row]));
	const changesOf = new Map<string, Drift[]>();
	for (const one of drift) changesOf.set(one.seatUrn, [...(changesOf.get(one.seatUrn) ?? []), one]);
	const live = suggestions.map((suggestion) =>
		toRow(
			suggestion,
			rowOf.get(suggestion.seat.seatUrn),
			changesOf.get(suggestion.seat.seatUrn) ?? [],
		),
	);
	const gone = drift.flatMap(({ code, seatUrn }) => {
		const row = code === 'SEAT_GONE' ? rowOf.get(seatUrn) : undefined;
		return row ? [goneRow(row)] : [];
	});
	return [...live, ...gone];
}

const changeOf = (code: DriftCode, before = '', now = '') => {
	const { text, whatToDo } = DRIFT_KINDS[code];
	return { code, text: before && now ? `${text}: ${before} → ${now}` : text, whatToDo };
};

const toUser = (user: SrUser): RowUser => ({
	id: user.id,
	name: fullName(user),
	email: user.email,
});

const storedUser = ({ userId, userName, userEmail }: StoredSeat): RowUser | undefined =>
	userId ? { id: userId, name: userName, email: userEmail } : undefined;

function toRow(
	suggestion: Suggestion,
	row: StoredSeat | undefined,
	drift: readonly Drift[],
): MapRow {
	const { seat, verdict, confidence, reason, user, candidates } = suggestion;
	const common = {
		seatUrn: seat.seatUrn,
		contractUrn: seat.contractUrn,
		personUrn: seat.personUrn ?? '',
		seatName: fullName(seat),
		seatEmail: seat.email ?? '',
		seatState: seat.state,
		// A seat that nobody has decided on is new anyway.
		changes: drift
			.filter(({ code }) => code !== 'NEW_SEAT')
			.map(({ code, before, now }) => changeOf(code, before, now)),
	};
	if (row) {
		const mapped = storedUser(row);
		const lost = drift.some(({ code }) => NOT_KEEPABLE.includes(code));
		const decided = {
			...common,
			...(mapped && { user: mapped }),
			reason: HOW.get(row.matchedBy) ?? '',
			matchedBy: row.matchedBy,
			candidates: mapped && !lost ? [] : [...(user ? [user] : []), ...candidates].map(toUser),
			keepable: !lost,
		};
		if (common.changes.length > 0) return { ...decided, status: 'changed' };
		return { ...decided, status: mapped ? 'mapped' : 'skipped' };
	}
	return {
		...common,
		status: statusOf(verdict, confidence),
		reason: MATCH_REASONS[reason].text,
		...(user && { user: toUser(user) }),
		matchedBy: howOf(reason),
		candidates: candidates.map(toUser),
		keepable: false,
	};
}

function statusOf(
	verdict: Suggestion['verdict'],
	confidence: Suggestion['confidence'],
): 'certain' | 'likely' | 'review' | 'unmatched' {
	if (verdict !== 'matched') return verdict;
	return confidence === 'certain' ? 'certain' : 'likely';
}

function howOf(reason: MatchReason): string {
	const found = MATCH_REASONS[reason];
	return 'matchedBy' in found ? found.matchedBy : '';
}

function goneRow(row: StoredSeat): MapRow {
	const user = storedUser(row);
	return {
		seatUrn: row.seat,
		contractUrn: row.contract,
		personUrn: row.person,
		seatName: row.seatName,
		seatEmail: row.seatEmail,
		seatState: 'GONE',
		status: 'changed',
		reason: HOW.get(row.matchedBy) ?? '',
		...(user && { user }),
		matchedBy: row.matchedBy,
		candidates: [],
		keepable: false,
		changes: [changeOf('SEAT_GONE')],
	};
}

/** A row right after a decision: what is suggested is not looked up again. */
export function toDecidedRow(row: StoredSeat): MapRow {
	const user = storedUser(row);
	return {
		seatUrn: row.seat,
		contractUrn: row.contract,
		personUrn: row.person,
		seatName: row.seatName,
		seatEmail: row.seatEmail,
		seatState: row.seatState,
		status: user ? 'mapped' : 'skipped',
		reason: HOW.get(row.matchedBy) ?? '',
		...(user && { user }),
		matchedBy: row.matchedBy,
		candidates: [],
		keepable: true,
		changes: [],
	};
}
