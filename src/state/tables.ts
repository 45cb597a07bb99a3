import { z } from 'zod';
import { count, defineTable, flag, oneOf, text } from './Table';

/** Work that keeps a checkpoint and tells its progress in `rsc_sync`. */
export const STREAMS = [
	'backfill',
	'changes',
	'records',
	'reconcile',
	'closedProfiles',
	'removal',
	'activityWrite',
	'activityCatchUp',
	'activityImport',
	'exports',
	/** The month's count, of the busiest seat: no checkpoint. */
	'exportUsage',
	'contracts',
	/** Parts of the backfill, for people: no checkpoint. */
	'jobs',
	'candidates',
	'applications',
	'details',
	'retry',
] as const;
export type StreamName = (typeof STREAMS)[number];

/** One row per Recruiter contract, and one for the organization itself, which holds the company level. */
export const CONTRACTS = defineTable('rsc_contracts', ['organization', 'contract'], {
	organization: text,
	/** Contract URN, or the organization's URN. */
	contract: text,
	name: text,
	/** What the admin said it is: recruiterCorporate, recruiterProfessionalServices, recruiterLite or unknown. */
	product: text,
	state: oneOf([
		'',
		/** The organization's row only. */
		'acknowledged',
		'chosen',
		'requested',
		'waiting',
		'connected',
		'refused',
		/** Off in LinkedIn, after it was connected. */
		'switchedOff',
		'disconnected',
	]),
	acknowledgedBy: text,
	acknowledgedAt: text,
	acknowledgedText: text,
	companyLevel: text,
	contractLevel: text,
	/** Which toggles are missing, in the admin's words; empty when none is. */
	missing: text,
	whatToDo: text,
	requestedAt: text,
	connectedAt: text,
	checkedAt: text,
	/** The organization's row only: when the sharing rules were decided, so that their loss is noticed. */
	rulesAt: text,
	/** The organization's row only: JSON of what trials have told about LinkedIn's API. */
	learned: text,
	/** The organization's row only: JSON of which tables held something and when, so that their loss is noticed. */
	watched: text,
	/** The organization's row only: since when `rsc_sent` knows what LinkedIn was sent; ISO 8601, so that its loss is noticed. */
	sentSince: text,
});

/** The choices of the admin, one row per organization. */
export const SETTINGS = defineTable('rsc_settings', ['organization'], {
	organization: text,
	/** JSON of the sharing rules. */
	sharing: text,
	/** JSON of everything else. */
	choices: text,
	changedBy: text,
	changedAt: text,
});

/** Checkpoints and progress, one row per organization and stream. */
export const SYNC = defineTable('rsc_sync', ['organization', 'stream'], {
	organization: text,
	stream: oneOf(STREAMS),
	done: count,
	total: count,
	rejected: count,
	/** What is being done, for people. */
	activity: text,
	recordsPerMinute: count,
	/** The limit that binds. */
	boundBy: text,
	etaSeconds: count,
	/** JSON: requests made to each vendor. */
	requests: text,
	/** JSON; opaque to everything but the operation that owns the stream. */
	checkpoint: text,
	startedAt: text,
	finishedAt: text,
	heartbeatAt: text,
	/** What a person has to look at; empty when all is well. */
	message: text,
	/** Records done over time, for the plot: JSON `[[epoch seconds, done], …]`, oldest first, at most 120. */
	samples: text,
	/** Epoch milliseconds before which going on makes no sense. */
	resumeAtMs: count,
});

/** Who is at work. */
export const LOCKS = defineTable('rsc_locks', ['name'], {
	name: text,
	owner: text,
	/** Epoch milliseconds; in the past when nobody is at work. */
	untilMs: count,
});

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

/** What can be parked, and so who may try it again: each operation reads and removes its own kinds only. */
export const PARKED_KINDS = [
	'job',
	'candidate',
	'application',
	'activity',
	'export',
	'seat',
	'contract',
] as const;
export type ParkedKind = (typeof PARKED_KINDS)[number];

/** Records that could not go, with what to do about each. */
export const PARKED = defineTable('rsc_parked', ['organization', 'recordKey'], {
	organization: text,
	/** Kind, a colon, and the id. */
	recordKey: text,
	kind: oneOf(PARKED_KINDS),
	code: text,
	reason: text,
	whatToDo: text,
	firstSeenAt: text,
	lastSeenAt: text,
	attempts: count,
	/** When a person asked to try again; empty when nobody did, or when it was tried. */
	retryAskedAt: text,
	/** Whether another try can settle it without a person. */
	retries: flag,
	/** Epoch milliseconds before which such a try makes no sense; 0 where nobody has said. */
	nextTryAtMs: count,
	/** What a later try needs, as JSON; empty where the record is simply read again. */
	payload: text,
});

/** What was deleted at LinkedIn, and why; for auditors, and so that nothing is sent again. */
export const DELETIONS = defineTable('rsc_deletions', ['organization', 'recordKey'], {
	organization: text,
	/** Kind, a colon, and the id. */
	recordKey: text,
	kind: text,
	/** `deleted`, `merged`, `onRequest`, `withheld`, `disconnected`: why; the first three keep the record from being sent again. */
	reason: text,
	deletedAt: text,
	/** The same in epoch milliseconds, to ask for a time. */
	deletedAtMs: count,
	/** What LinkedIn answered. */
	proof: text,
	/** Whether LinkedIn had held it. */
	found: flag,
});

/**
 * What LinkedIn was sent of candidates and jobs, many of them a row: a log of what was sent and what is gone, which is
 * moved into a fixed number of buckets as soon as it is long.
 */
export const SENT = defineTable('rsc_sent', ['organization', 'chunk'], {
	organization: text,
	/** Names the row in the whole table. */
	chunk: text,
	kind: oneOf([
		/** One row: since when everything is remembered. */
		'begun',
		/** About to be sent, or sent without a word about how that ended. */
		'open',
		'sent',
		'gone',
		/** What the log said before it was moved here. */
		'bucket',
	]),
	/** When it was sent, or when deleting it began; epoch milliseconds. What is newer counts. */
	atMs: count,
	/** JSON: lists of a record's key and, for a candidate, job ids, each but for `gone` with a hash of the stages. */
	entries: text,
});

/** Events that wait to be sent: one row each, never changed, removed when the record went. */
export const QUEUE = defineTable('rsc_queue', ['organization', 'ticket'], {
	organization: text,
	/** Names this row, for nobody else. */
	ticket: text,
	/** What is named: a candidate, an application, a job, or a review that was deleted. */
	kind: oneOf(['candidate', 'application', 'job', 'review']),
	recordId: text,
	/** What the event said besides, as JSON. */
	payload: text,
	queuedAt: text,
});

/** Processes of n8n that ask the vendors: what each has reserved of the day, and whose rates it shares. */
export const PROCESSES = defineTable('rsc_processes', ['process'], {
	/** Names one process, for nobody else. */
	process: text,
	/** Epoch milliseconds; in the past when it has asked nobody for a while. */
	untilMs: count,
	/** JSON: for each account at a vendor, until when it is used, and how many requests of which day are reserved. */
	accounts: text,
});

/** Which calls have failed lately, one row a kind, with its last occurrence: what a vendor's support asks for. */
export const FAILURES = defineTable('rsc_failures', ['organization', 'failureKey'], {
	organization: text,
	/** Service, endpoint, status, problem and code. */
	failureKey: text,
	/** LinkedIn or SmartRecruiters. */
	service: text,
	/** Method and path template. */
	endpoint: text,
	/** Names of the query's parameters, and which finder. */
	query: text,
	restliMethod: text,
	version: text,
	/** 0 when no answer came. */
	status: count,
	/** refused, noAnswer, unreadable. */
	problem: text,
	code: text,
	/** Of the last one: LinkedIn's headers x-li-uuid, x-li-fabric and x-li-request-id. */
	uuid: text,
	fabric: text,
	requestId: text,
	times: count,
	firstAt: text,
	lastAt: text,
});

export const TABLES = [
	CONTRACTS,
	SETTINGS,
	SYNC,
	LOCKS,
	SEATS,
	PEOPLE,
	ACTIVITY,
	EXPORTS,
	PARKED,
	DELETIONS,
	SENT,
	QUEUE,
	PROCESSES,
	FAILURES,
] as const;

export type ContractRow = z.output<typeof CONTRACTS.schema>;
export type SyncRow = z.output<typeof SYNC.schema>;
export type SeatRow = z.output<typeof SEATS.schema>;
export type PersonRow = z.output<typeof PEOPLE.schema>;
export type ActivityRow = z.output<typeof ACTIVITY.schema>;
export type ExportRow = z.output<typeof EXPORTS.schema>;
export type ParkedRow = z.output<typeof PARKED.schema>;
export type FailureRow = z.output<typeof FAILURES.schema>;
export type DeletionRow = z.output<typeof DELETIONS.schema>;
export type SentRow = z.output<typeof SENT.schema>;
