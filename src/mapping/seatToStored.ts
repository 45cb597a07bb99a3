import { DAY_MS } from '../basics/durations';
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

export const fullName = ({
	firstName,
	lastName,
}: {
	firstName: string;
	lastName: string;
}): string => `${firstName} ${lastName}`.trim();

/**
 * Up to when a seat's InMails and notes are in SmartRecruiters. A mapped seat whose past has come is followed as it goes,
 * so that it is covered until now: mapping it again does not read the past again, and mapping it after a pause reads the
 * pause alone.
 */
export function coveredUntil(row: StoredSeat | undefined, nowMs: number): number {
	const { userId = '', mappedAt = '', importedUntilMs = 0 } = row ?? {};
	if (importedUntilMs === 0 || userId === '') return importedUntilMs;
	return importedUntilMs >= Date.parse(mappedAt) ? nowMs : importedUntilMs;
}

/**
 * The row that keeps a decision. A mapping marks the seat's past for import: wanted from `importedFromMs`, done up to
 * `importedUntilMs`, due until that reaches `mappedAt`. What was imported before stays, unless the seat has passed to
 * another person, or more of the past is wanted by now.
 */
export function seatToStored(seat: Seat, decision: SeatDecision, context: RowContext): StoredSeat {
	const { organizationUrn, nowMs, importDays, before } = context;
	const { user, matchedBy } = decision;
	const person = seat.personUrn ?? '';
	const now = new Date(nowMs).toISOString();
	const passedOn = Boolean(before?.person && person && before.person !== person);
	const kept = passedOn ? undefined : before;
	const wantedMs = user ? nowMs - importDays * DAY_MS : 0;
	const keptMs = kept?.importedFromMs ?? 0;
	const goesFurther = user !== undefined && keptMs > 0 && wantedMs < keptMs;
	const fromMs = goesFurther ? wantedMs : keptMs || wantedMs;
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
		// What is read twice is not written twice.
		importedUntilMs: goesFurther ? fromMs : coveredUntil(kept, nowMs) || fromMs,
		importCheckpoint: goesFurther ? '' : (kept?.importCheckpoint ?? ''),
		checkedAt: now,
	};
}
