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
			/** Records done over time, for the plot: JSON `[[epoch seconds, done], …]`, oldest first, at most 120. */
			samples: 'string',
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
			firstSeenAt: 'string',
			attempts: 'number',
			/** When a person asked to try again; empty when nobody did, or when it was tried. */
			retryAskedAt: 'string',
			/** What a later try needs, as JSON; empty where the record is simply read again. */
			payload: 'string',
		},
	},
	/** One row per Recruiter contract, and one for the organization itself, which holds the company level. */
	rsc_contracts: {
		/** Contract URN, or the organization's URN. */
		key: ['contract'],
		columns: {
			contract: 'string',
			organization: 'string',
			name: 'string',
			/** What the admin said it is, or unknown: see Contract Activate. */
			product: 'string',
			/**
			 * acknowledged (organization only), chosen, requested, waiting, connected, refused; switchedOff in LinkedIn,
			 * disconnected by workflow 08.
			 */
			state: 'string',
			acknowledgedBy: 'string',
			acknowledgedAt: 'string',
			acknowledgedText: 'string',
			companyLevel: 'string',
			contractLevel: 'string',
			/** Which toggles are missing, in the admin's words; empty when none is. */
			missing: 'string',
			whatToDo: 'string',
			requestedAt: 'string',
			connectedAt: 'string',
			checkedAt: 'string',
		},
	},
	/** Recruiter seat holders and the SmartRecruiters user of each. */
	rsc_seats: {
		key: ['seat'],
		columns: {
			seat: 'string',
			contract: 'string',
			organization: 'string',
			/** ACTIVE, INACTIVE, INVITED, PARKED. */
			seatState: 'string',
			person: 'string',
			seatName: 'string',
			seatEmail: 'string',
			/** Empty when not mapped. */
			userId: 'string',
			userName: 'string',
			userEmail: 'string',
			/** person, email, name, by hand; or why there is none. */
			matchedBy: 'string',
			mappedAt: 'string',
			/** Epoch milliseconds: how far this seat's past has been imported. */
			importedUntilMs: 'number',
			importedFromMs: 'number',
			checkedAt: 'string',
		},
	},
	/** Which LinkedIn person is which candidate, and how that is known. Two candidates may claim one person: then it is neither. */
	rsc_people: {
		key: ['organization', 'person', 'candidateId'],
		columns: {
			organization: 'string',
			person: 'string',
			candidateId: 'string',
			/** export, match, stub, widget, by hand. */
			knownBy: 'string',
			knownAt: 'string',
		},
	},
	/** Exports from Recruiter: a queue in which one after the other is worked on, and the count of the month. */
	rsc_exports: {
		key: ['organization', 'exportKey'],
		columns: {
			organization: 'string',
			/** The request id; with `:1`, `:2` … where one request held several people. */
			exportKey: 'string',
			/** waiting, working, exported, review, ignored. */
			state: 'string',
			person: 'string',
			/** Where LinkedIn tells it. */
			seat: 'string',
			jobId: 'string',
			candidateId: 'string',
			/** What LinkedIn told of the person, as JSON, while it is needed; empty when the export is done. */
			payload: 'string',
			/** A person's decision about an export that had been parked, as JSON; empty without. */
			decision: 'string',
			receivedAt: 'string',
			/** Epoch milliseconds. */
			receivedAtMs: 'number',
			/** Epoch milliseconds of the last attempt; 0 before the first. */
			startedAtMs: 'number',
			attempts: 'number',
			/** Epoch milliseconds before which trying makes no sense. */
			nextTryAtMs: 'number',
			/** What a person should know; empty when all is well. */
			message: 'string',
			doneAt: 'string',
			/** From the push to the candidate. */
			lagSeconds: 'number',
		},
	},
	/** What was written to SmartRecruiters for which event in Recruiter. */
	rsc_activity: {
		key: ['organization', 'activityId'],
		columns: {
			organization: 'string',
			activityId: 'string',
			/** inMail, prospectNote, stub. */
			kind: 'string',
			seat: 'string',
			person: 'string',
			candidateId: 'string',
			/** SmartRecruiters' notes, as a JSON list: long texts take several. */
			noteIds: 'string',
			contentHash: 'string',
			/** writing, waiting, written, deleted. */
			state: 'string',
			happenedAt: 'string',
			writtenAt: 'string',
			/** From the event in Recruiter to the note. */
			lagSeconds: 'number',
		},
	},
	/** What was deleted at LinkedIn, and why; for auditors, and so that nothing is sent again. */
	rsc_deletions: {
		key: ['organization', 'recordKey'],
		columns: {
			organization: 'string',
			recordKey: 'string',
			kind: 'string',
			reason: 'string',
			deletedAt: 'string',
			/** What LinkedIn answered. */
			proof: 'string',
		},
	},
} as const satisfies Record<string, TableDefinition>;

export type TableName = keyof typeof TABLES;
