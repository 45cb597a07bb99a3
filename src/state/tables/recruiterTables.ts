import type { z } from 'zod';
import { count, defineTable, oneOf, text } from '../Table';

/** Recruiter seat holders and the SmartRecruiters user of each. */
export const SEATS = defineTable('rsc_seats', ['organization', 'seat'], {
	organization: text,
	seat: text,
	contract: text,
	/** ACTIVE, INACTIVE, INVITED, PARKED. */
	seatState: text,
	person: text,
	seatName: text,
	seatEmail: text,
	/** Empty when not mapped. */
	userId: text,
	userName: text,
	userEmail: text,
	/** person, email, name, by hand; or why there is none. */
	matchedBy: text,
	mappedAt: text,
	/** Epoch milliseconds: the seat's past is wanted from here on; 0 when not. */
	importedFromMs: count,
	/** Epoch milliseconds: up to here it has been imported; 0 before. */
	importedUntilMs: count,
	/** JSON; where the import of the past stands. */
	importCheckpoint: text,
	checkedAt: text,
});

/** Which LinkedIn person is which candidate, and how that is known. Two candidates may claim one person: then it is neither. */
export const PEOPLE = defineTable('rsc_people', ['organization', 'person', 'candidateId'], {
	organization: text,
	person: text,
	candidateId: text,
	/** export, match, stub, widget, by hand. */
	knownBy: text,
	knownAt: text,
});

/** What was written to SmartRecruiters for which event in Recruiter. */
export const ACTIVITY = defineTable('rsc_activity', ['organization', 'activityId'], {
	organization: text,
	activityId: text,
	/** inMail, prospectNote, stub. */
	kind: text,
	seat: text,
	person: text,
	candidateId: text,
	/** SmartRecruiters' notes, as a JSON list: long texts take several. */
	noteIds: text,
	contentHash: text,
	state: oneOf(['', 'writing', 'waiting', 'written', 'deleted']),
	happenedAt: text,
	writtenAt: text,
	/** From the event in Recruiter to the note. */
	lagSeconds: count,
});

/** Exports from Recruiter: a queue in which one after the other is worked on, and the count of the month. */
export const EXPORTS = defineTable('rsc_exports', ['organization', 'exportKey'], {
	organization: text,
	/** The request id; with `~1`, `~2` … where one request held several people. */
	exportKey: text,
	state: oneOf(['waiting', 'working', 'exported', 'review', 'ignored']),
	person: text,
	/** Where LinkedIn tells it. */
	seat: text,
	jobId: text,
	candidateId: text,
	/** What LinkedIn told of the person, as JSON, until the export is done or ignored: reviews keep it here alone. */
	payload: text,
	/** A person's decision about an export that had gone to review, as JSON; empty without. */
	decision: text,
	receivedAt: text,
	/** Epoch milliseconds. */
	receivedAtMs: count,
	/** Epoch milliseconds of the last attempt; 0 before the first. */
	startedAtMs: count,
	attempts: count,
	/** Epoch milliseconds before which trying makes no sense. */
	nextTryAtMs: count,
	/** What a person should know; empty when all is well. */
	message: text,
	doneAt: text,
	/** From the push to the candidate. */
	lagSeconds: count,
});

export type SeatRow = z.output<typeof SEATS.schema>;
export type PersonRow = z.output<typeof PEOPLE.schema>;
export type ActivityRow = z.output<typeof ACTIVITY.schema>;
export type ExportRow = z.output<typeof EXPORTS.schema>;
