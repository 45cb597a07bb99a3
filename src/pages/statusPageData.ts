/** A row of `rsc_contracts`, as far as pages need it. */
export interface ContractRow {
	contract: string;
	organization: string;
	name: string;
	state: string;
	companyLevel: string;
	contractLevel: string;
	missing: string;
	whatToDo: string;
	checkedAt: string;
	connectedAt: string;
}

/** A row of `rsc_sync`. */
export interface SyncRow {
	stream: string;
	done: number;
	total: number;
	rejected: number;
	activity: string;
	recordsPerMinute: number;
	boundBy: string;
	etaSeconds: number;
	startedAt: string;
	finishedAt: string;
	heartbeatAt: string;
	message: string;
	resumeAtMs: number;
	samples: string;
}

/** A row of `rsc_parked`. */
export interface ParkedRow {
	recordKey: string;
	kind: string;
	code: string;
	reason: string;
	whatToDo: string;
	lastSeenAt: string;
	retryAskedAt: string;
}

/** A row of `rsc_seats`. */
export interface SeatRow {
	seat: string;
	userId: string;
}

/** How full n8n's Data Tables are with this package's tables. */
export interface TableFillShown {
	bytes: number;
	limitBytes: number;
	/** Absent where they do not grow, or nobody can tell yet. */
	daysLeft: number | undefined;
	tables: ReadonlyArray<{ name: string; rows: number; bytes: number }>;
	/** What has to be done in time; absent while all is well. */
	warning?: { problem: string; whatToDo: string } | undefined;
	measuredAt: string;
}

/** To whom how many jobs are visible in Recruiter, at the last comparison of all jobs. */
export interface VisibilityShown {
	jobs: number;
	/** Visible to everybody, by an exception. */
	open: number;
	/** Visible to nobody. */
	nobody: number;
	/** Places in hiring teams without a mapped Recruiter seat. */
	withoutSeat: number;
}

/** What a status page tells of. */
export interface StatusPageData {
	/** `urn:li:organization:{id}` */
	organization: string;
	/** Whether the sharing of data is acknowledged, and not taken back. */
	acknowledged: boolean;
	/** Without the organization's own row. */
	contracts: readonly ContractRow[];
	sync: readonly SyncRow[];
	parked: readonly ParkedRow[];
	/** How many parked records were read at most; then there may be more. */
	parkedLimit: number;
	seats: readonly SeatRow[];
	/** Whether anybody was ever exported from Recruiter. */
	exported: boolean;
	/** What was lost with tables that a user has deleted or emptied, and what to do. */
	lostTables: ReadonlyArray<{ problem: string; whatToDo: string }>;
	/** How full n8n's Data Tables are; absent where it was not measured yet. */
	tableFill?: TableFillShown | undefined;
	/** To whom jobs are visible in Recruiter; absent while everybody sees them. */
	visibility?: VisibilityShown | undefined;
	nowMs: number;
	/** Whether the page comes again by itself. */
	updates: boolean;
	/** What became of the form that was just sent. */
	message?: string;
	/** Address of this page, for its form. */
	address: string;
	/** For its form. */
	key: string;
	/** Addresses of other pages, relative to this one; empty leaves a link out. */
	links: {
		connect: string;
		people: string;
		disconnect: string;
	};
}
