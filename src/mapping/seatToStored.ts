import type { Seat } from '../linkedin/seats';
import type { SrUser } from '../smartrecruiters/users';
import type { NOT_MAPPED, StoredSeat } from './StoredSeat';

/** How a mapping came to be. */
export type MatchedBy = 'person' | 'email' | 'name' | 'by hand';

export type SeatDecision =
	| { user: SrUser; matchedBy: MatchedBy }
	| { user?: undefined; matchedBy: (typeof NOT_MAPPED)[number] };

export interface RowContext {
	organizationUrn: string;
	nowMs: number;
	/** How far back the past of a newly mapped seat is wanted. */
	importDays: number;
	/** The row so far. */
	before?: StoredSeat | undefined;
}

const DAY_MS = 86_400_000;

export const fullName = ({
	firstName,
	lastName,
}: {
	firstName: string;
	lastName: string;
}): string => `${firstName} ${lastName}`.trim();

/**
 * The row that keeps a decision. A mapping marks the seat's past for import: wanted from `importedFromMs`, done up to
 * `importedUntilMs`, due until that reaches `mappedAt`. What was imported before stays, unless the seat has passed to
 * another person.
 */
export function seatToStored(seat: Seat, decision: SeatDecision, context: RowContext): StoredSeat {
	const { organizationUrn, nowMs, importDays, before } = context;
	const { user, matchedBy } = decision;
	const person = seat.personUrn ?? '';
	const now = new Date(nowMs).toISOString();
	const passedOn = Boolean(before?.person && person && before.person !== person);
	const kept = passedOn ? undefined : before;
	const fromMs = kept?.importedFromMs ?? (user ? nowMs - importDays * DAY_MS : null);
	return {
		seat: seat.seatUrn,
		contract: seat.contractUrn,
		organization: organizationUrn,
		seatState: seat.state,
		person,
		seatName: fullName(seat),
		seatEmail: seat.email ?? '',
		userId: user?.id ?? '',
		userName: user ? fullName(user) : '',
		userEmail: user?.email ?? '',
		matchedBy,
		mappedAt: user ? now : '',
		importedFromMs: fromMs,
		importedUntilMs: kept?.importedUntilMs ?? fromMs,
		checkedAt: now,
	};
}
