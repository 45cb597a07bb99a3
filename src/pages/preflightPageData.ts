/** A line as the page shows it. */
export interface ShownLine {
	level: 'ok' | 'look' | 'stop';
	says: string;
	whatToDo: string;
	/** Names what was looked at, for links and tests. */
	check: string;
}

/** Lines about one system. */
export interface LineGroup {
	title: string;
	lines: readonly ShownLine[];
}

/** What the history would come to. */
export interface ShownHistory {
	/** What was counted: by name of the records, with a capital letter in the plural. */
	counts: ReadonlyArray<{ words: string; wouldGo: number; refused: number; total: number | null }>;
	/** Further applications of people who have several: they are read later, one person a time, and were not judged. */
	unseenApplications: number;
	withheld: number;
	refusals: ReadonlyArray<{
		/** One of them. */
		word: string;
		reason: string;
		whatToDo: string;
		records: number;
		examples: readonly string[];
	}>;
	/** Seconds that sending takes at least, where it is known. */
	sendingSeconds: number | null;
	/** What binds, where something has to be waited for. */
	waitingFor: string;
	/** To look at the rest; empty when everything was looked at. */
	goOnFrom: string;
}

export interface PreflightPageData {
	/** Absent while the history is shown. */
	groups?: readonly LineGroup[];
	/** Absent until somebody asks. */
	history?: ShownHistory;
	/** What went wrong, and what to do. */
	problem: string;
	/** Whether the page offers to say that the vendor's own integration is off. */
	asksOwnIntegration: boolean;
	/** Of this page, with a query. */
	address: string;
	key: string;
	links: { connect: string };
}
