/** Types that a column of an n8n Data Table can have (n8n-platform reference §5). */
export type ColumnType = 'string' | 'number' | 'boolean' | 'date';

export interface TableDefinition {
	/** Columns that together name a row. */
	key: readonly string[];
	columns: Readonly<Record<string, ColumnType>>;
}

/** The one stream of `rsc_sync` that holds the checkpoint and the lease of a whole backfill. */
export const RUN_STREAM = 'backfill';

/**
 * The Data Tables in which the ready-made workflows keep their state. Workflows create them themselves; a test holds
 * every template against these definitions.
 */
export const TABLES = {
	/** One row per organization and stream, for people; the row `backfill` drives the work. */
	rsc_sync: {
		key: ['organization', 'stream'],
		columns: {
			organization: 'string',
			stream: 'string',
			done: 'number',
			total: 'number',
			rejected: 'number',
			activity: 'string',
			recordsPerMinute: 'number',
			boundBy: 'string',
			etaSeconds: 'number',
			requests: 'string',
			checkpoint: 'string',
			startedAt: 'string',
			finishedAt: 'string',
			heartbeatAt: 'string',
			/** What a person has to look at; empty when all is well. */
			message: 'string',
			/** Epoch milliseconds before which going on makes no sense. */
			resumeAtMs: 'number',
			leaseOwner: 'string',
			/** Epoch milliseconds; in the past when nobody is at work. */
			leaseUntilMs: 'number',
		},
	},
	/** Records that could not go, with what to do about each. */
	rsc_parked: {
		key: ['organization', 'recordKey'],
		columns: {
			organization: 'string',
			recordKey: 'string',
			kind: 'string',
			code: 'string',
			reason: 'string',
			whatToDo: 'string',
			lastSeenAt: 'string',
		},
	},
} as const satisfies Record<string, TableDefinition>;
