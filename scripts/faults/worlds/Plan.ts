/** What may go wrong with a request to a vendor. */
export const HTTP_KINDS = [
	'timeout',
	'reset',
	'cutOff',
	'throttled',
	'throttledFor',
	'status500',
	'status503',
	'failedAfter',
	'html',
	'unauthorized',
	'slow',
	'doubled',
	'notCarriedOut',
	'lostAnswer',
	'killBefore',
	'killAfter',
] as const;
export type HttpKind = (typeof HTTP_KINDS)[number];

/** What may go wrong with a statement of the state store. */
export const STATE_KINDS = ['failBefore', 'failAfter', 'killBefore', 'killAfter'] as const;
export type StateKind = (typeof STATE_KINDS)[number];

/** One fault: at the n-th time that a point is passed, so that leaving one fault out does not move the others. */
export interface PlannedFault {
	/** `http LinkedIn BATCH_UPDATE /rest/candidates`, `state rsc_locks.update`, `state rsc_sync.insert`, `sleep`. */
	at: string;
	/** From 1. */
	nth: number;
	kind: HttpKind | StateKind;
}

export const ARRIVALS = ['inOrder', 'reversed', 'doubled', 'lost', 'dayLate'] as const;
export type Arrival = (typeof ARRIVALS)[number];

export const TABLE_FAULTS = [
	'full',
	'deleted',
	'renamed',
	'duplicated',
	'edited',
	'unreadable',
] as const;
export type TableFaultKind = (typeof TABLE_FAULTS)[number];

/** What a user, or a full disk, does to a Data Table. */
export interface TableFault {
	table: string;
	how: TableFaultKind;
	/** At which step of the workload. */
	step: number;
}

/** Everything that a world follows from. */
export interface Plan {
	workload: string;
	seed: number;
	faults: PlannedFault[];
	/** How webhooks and pushes arrive. */
	arrival: Arrival;
	/** Whether two runs of everything are at work at once. */
	twice: boolean;
	/** How long after the first the second begins: the first is then at work. At the same moment when absent. */
	secondAfterMs?: number;
	/** How far n8n's clock is ahead of the vendors'. */
	skewMs: number;
	/** At which step n8n's clock is put back by an hour; never when absent. */
	backAtStep?: number;
	/** Whether clocks change to winter time while it lasts, in Berlin. */
	summerTimeEnds: boolean;
	/** Whether records change their places in lists while these are read. */
	shifting: boolean;
	table?: TableFault;
	/** How many steps of the workload are lived; all when absent. */
	steps?: number;
	/** Whether n8n's own Data Table node is at work in each statement. */
	realTables?: boolean;
	/** A variant of the workload, by name. */
	variant?: string;
	/** Everything of a vendor fails over some steps. */
	outage?: { vendor: 'LinkedIn' | 'SmartRecruiters'; step: number; steps: number };
}

export const calmPlan = (workload: string, seed: number): Plan => ({
	workload,
	seed,
	faults: [],
	arrival: 'inOrder',
	twice: false,
	skewMs: 0,
	summerTimeEnds: false,
	shifting: false,
});
