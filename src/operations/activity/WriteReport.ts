import type { ActivityEvent } from '../../linkedin/activityEvent';
import { ACTIVITY_REVIEWS, type ActivityReviewCode } from '../../mapping/ActivityReview';
import type { EventOutcome } from './writeEvent';

/** Something that was done at SmartRecruiters; nothing of what was said. */
export interface WrittenActivity {
	organization: string;
	activityId: string;
	kind: string;
	contract: string;
	seat: string;
	seatName: string;
	person: string;
	candidateId: string;
	action: EventOutcome['action'];
	/** How many notes show it. */
	notes: number;
	/** Fields of the candidate that were filled. */
	enriched: readonly string[];
	happenedAt: string;
	writtenAt: string;
	lagSeconds: number;
}

/** Something that could not be done, for now. */
export interface ReviewedActivity {
	organization: string;
	/** Its key in `rsc_parked`; empty where it could not be kept. */
	recordKey: string;
	activityId: string;
	kind: string;
	contract: string;
	seat: string;
	seatName: string;
	person: string;
	code: ActivityReviewCode;
	reason: string;
	whatToDo: string;
	candidateIds: readonly string[];
	/** Whether it is tried again automatically. */
	retries: boolean;
	happenedAt: string;
}

/** What became of the events of a run. */
export interface WriteCounts {
	written: number;
	replaced: number;
	removed: number;
	/** Nothing had to be done. */
	unchanged: number;
	/** Set aside in `rsc_parked`. */
	parked: number;
	/** Of seat holders who are not mapped. */
	unmapped: number;
}

export const NO_COUNTS: WriteCounts = {
	written: 0,
	replaced: 0,
	removed: 0,
	unchanged: 0,
	parked: 0,
	unmapped: 0,
};

/** Reviews that another try can settle; the others wait for a person. */
const BY_ITSELF: ReadonlySet<ActivityReviewCode> = new Set([
	'CANDIDATE_GONE',
	'CANNOT_LOOK',
	'CREATE_BLOCKED',
	'FAILED',
	'NAME_DIFFERS',
	'NOT_SETTLED',
	'NOTE_REFUSED',
	'PERSON_AMBIGUOUS',
	'PERSON_UNKNOWN',
	'WAITING',
]);

export function toReviewed(
	organization: string,
	event: ActivityEvent,
	seatName: string,
	{ code, detail, candidateIds }: NonNullable<EventOutcome['review']>,
): ReviewedActivity {
	const { reason, whatToDo } = ACTIVITY_REVIEWS[code];
	const { activityId, kind, contract, seat, person = '', happenedAtMs } = event;
	return {
		organization,
		recordKey: `activity:${activityId}`,
		...{ activityId, kind, contract, seat, seatName, person, code },
		reason: detail ? `${reason} (${detail})` : reason,
		whatToDo,
		candidateIds,
		retries: BY_ITSELF.has(code),
		happenedAt: new Date(happenedAtMs).toISOString(),
	};
}

/** The same for something that is no event. */
export function unreadableReview(
	organization: string,
	{ activityId, field }: { activityId: string; field: string },
): ReviewedActivity {
	const { reason, whatToDo } = ACTIVITY_REVIEWS.NOT_READABLE;
	return {
		organization,
		recordKey: activityId === '' ? '' : `activity:${activityId}`,
		activityId,
		...{ kind: '', contract: '', seat: '', seatName: '', person: '' },
		code: 'NOT_READABLE',
		reason: `${reason} (${field})`,
		whatToDo,
		candidateIds: [],
		retries: false,
		happenedAt: '',
	};
}
