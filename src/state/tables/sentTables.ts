import type { z } from 'zod';
import { count, defineTable, flag, oneOf, text } from '../Table';

/** What can be parked, and so who may try it again: each operation reads and removes its own kinds only. */
export const PARKED_KINDS = [
	'job',
	'candidate',
	'application',
	'activity',
	'export',
	'seat',
] as const;
export type ParkedKind = (typeof PARKED_KINDS)[number];

/** Kinds that an operation tries again; a seat's past that LinkedIn does not give out is left to a person. */
export const RETRIED_KINDS = ['job', 'candidate', 'application', 'activity', 'export'] as const;

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
		/** About to be sent, or sent. */
		'sent',
		'gone',
		/** What the log said before it was moved here. */
		'bucket',
	]),
	/** When it was sent, or when deleting it began; epoch milliseconds. What is newer counts. */
	atMs: count,
	/** JSON: lists of a record's key and, for a candidate, job ids, each but for `gone` with hashes of what was sent. */
	entries: text,
});

/** Which groups LinkedIn was told of: one row for each job and each person, with all of their groups. */
export const VISIBILITY = defineTable('rsc_visibility', ['organization', 'entry'], {
	organization: text,
	/** Kind, a colon, and the id. */
	entry: text,
	kind: oneOf([
		/** One row: who sees what at LinkedIn now. */
		'state',
		'job',
		'person',
		/** Jobs to be looked at. */
		'wanted',
		/** People to be looked at: a seat was mapped, or is not what it was. */
		'wantedPeople',
		/** One row: confidential jobs may be at LinkedIn, for their hiring team alone. */
		'confidential',
	]),
	/** JSON: a list of groups, those that LinkedIn has not confirmed with a question mark in front; of `wanted`, of job ids. */
	groups: text,
	/** Epoch milliseconds. */
	atMs: count,
});

export type ParkedRow = z.output<typeof PARKED.schema>;
export type DeletionRow = z.output<typeof DELETIONS.schema>;
export type SentRow = z.output<typeof SENT.schema>;
export type VisibilityRow = z.output<typeof VISIBILITY.schema>;
