import type { z } from 'zod';
import { count, defineTable, oneOf, text } from '../Table';

/** Work that keeps a checkpoint and tells its progress in `rsc_sync`. */
export const STREAMS = [
	'backfill',
	'changes',
	'records',
	'reconcile',
	'closedProfiles',
	'removal',
	'activityNew',
	'activityWrite',
	'activityCatchUp',
	'activityImport',
	'exports',
	/** The month's count, of the busiest seat: no checkpoint. */
	'exportUsage',
	'contracts',
	/** How full n8n's Data Tables are: bytes of bytes, measured once a day. */
	'dataTables',
	'visibility',
	/** Parts of the backfill, for people: no checkpoint. */
	'jobs',
	'candidates',
	'applications',
	'details',
	'retry',
] as const;
export type StreamName = (typeof STREAMS)[number];

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

/** Processes of n8n that ask the vendors: what each has reserved of the day, and whose rates it shares. */
export const PROCESSES = defineTable('rsc_processes', ['process'], {
	/** Names one process, for nobody else. */
	process: text,
	/** Epoch milliseconds; in the past when it has asked nobody for a while. */
	untilMs: count,
	/** JSON: for each account at a vendor, until when it is used, and how many requests of which day are reserved. */
	accounts: text,
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

export type SyncRow = z.output<typeof SYNC.schema>;
export type QueueRow = z.output<typeof QUEUE.schema>;
export type FailureRow = z.output<typeof FAILURES.schema>;
