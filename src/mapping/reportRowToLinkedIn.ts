import { DAY_MS } from '../basics/durations';
import type { ApplicationRecord } from '../linkedin/applications';
import type { LiCandidate } from '../linkedin/candidates';
import type { SrCandidateDetails, SrStatusChange } from '../smartrecruiters/schemas';
import { applicationToLinkedIn } from './applicationToLinkedIn';
import { candidateToLinkedIn } from './candidateToLinkedIn';
import type { Mapped } from './Mapped';
import { REPORT_STATES } from './reportColumns';
import { earlierDate, isMidnight } from './reportDate';
import type { ReportRow } from './reportRow';

/** How an application came to its status, as far as a report tells: the latest time of each, and the step of the last. */
export function reportHistory(row: ReportRow): SrStatusChange[] {
	const { state, step, reached, updatedAtMs } = row;
	return REPORT_STATES.flatMap((status) => {
		const reachedAtMs = reached.get(status) ?? (status === state ? updatedAtMs : undefined);
		if (reachedAtMs === undefined) return [];
		const isSameDay =
			isMidnight(reachedAtMs) && updatedAtMs - reachedAtMs < DAY_MS && updatedAtMs > reachedAtMs;
		// The last change is the last update: of the two, the one that is exact.
		const changedOn = status === state && isSameDay ? updatedAtMs : reachedAtMs;
		return [{ changedOn, status, subStatus: status === state ? step : undefined }];
	});
}

/** When an application was made and changed last, so that no stage lies outside. */
function spanOf(row: ReportRow): { createdOn: number; updatedOn: number } {
	const times = reportHistory(row).map(({ changedOn }) => changedOn);
	const createdOn = earlierDate(row.createdAtMs, Math.min(...times));
	return {
		createdOn: Math.min(createdOn, ...times),
		updatedOn: Math.max(createdOn, row.updatedAtMs, ...times),
	};
}

/**
 * A candidate as a report tells of them, in rows that are all theirs: name, address, profile address and employer.
 *
 * @param linkedMember the person a recruiter linked by hand
 */
export function reportCandidate(
	rows: readonly [ReportRow, ...ReportRow[]],
	profileUrl: string,
	linkedMember: string | undefined,
	avoidContact: boolean,
): Mapped<LiCandidate> {
	const [row] = rows;
	const spans = rows.map(spanOf);
	const details: SrCandidateDetails = {
		id: row.candidateId,
		firstName: row.firstName,
		lastName: row.lastName,
		email: row.email,
		createdOn: spans.map(({ createdOn }) => createdOn).reduce(earlierDate),
		updatedOn: Math.max(...spans.map(({ updatedOn }) => updatedOn)),
		location: undefined,
		tags: [],
		primaryAssignment: undefined,
		secondaryAssignments: [],
		unreadable: [],
		phoneNumber: undefined,
		web: { linkedin: row.linkedIn },
		experience:
			row.employer === undefined
				? []
				: [{ title: undefined, company: row.employer, current: true }],
	};
	return candidateToLinkedIn(details, profileUrl, linkedMember, avoidContact);
}

/** An application of a report; `undefined` when its job has no title. */
export function reportApplication(
	row: ReportRow,
	candidate: LiCandidate,
	job: { id: string; title?: string | undefined },
): ApplicationRecord | undefined {
	const { source, rejection, withdrawal, state, step } = row;
	const record = applicationToLinkedIn(
		row.candidateId,
		candidate,
		{
			job,
			status: state,
			subStatus: step,
			source,
			reasonOfRejection: rejection === undefined ? undefined : { label: rejection },
			reasonOfWithdrawal: withdrawal === undefined ? undefined : { label: withdrawal },
		},
		[],
	);
	const { createdOn, updatedOn } = spanOf(row);
	return (
		record && {
			...record,
			fields: { ...record.fields, atsCreatedAt: createdOn, atsLastModifiedAt: updatedOn },
		}
	);
}
