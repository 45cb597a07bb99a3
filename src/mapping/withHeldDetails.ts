import type { LiCandidate } from '../linkedin/candidates';
import { earlierDate } from './reportDate';

/**
 * A candidate of a report with what LinkedIn already holds of them: a full replace loses neither phone, place and title,
 * which no report has, nor exact times.
 *
 * @param keepsTimes whether LinkedIn has the times of the candidate; else those are of applications, and both count
 */
export function withHeldDetails(
	sent: LiCandidate,
	held: LiCandidate,
	keepsTimes: boolean,
): LiCandidate {
	return {
		...held,
		...sent,
		addresses: held.addresses,
		phoneNumbers: held.phoneNumbers,
		atsCreatedAt: keepsTimes
			? held.atsCreatedAt
			: earlierDate(sent.atsCreatedAt, held.atsCreatedAt),
		atsLastModifiedAt: keepsTimes
			? held.atsLastModifiedAt
			: Math.max(sent.atsLastModifiedAt, held.atsLastModifiedAt),
	};
}

/** Whether two records say the same, in whatever order their fields stand. */
export function isSameCandidate(a: LiCandidate, b: LiCandidate): boolean {
	return canonical(a) === canonical(b);
}

const canonical = (value: LiCandidate): string =>
	JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
