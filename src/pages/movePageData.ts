import type { SyncRow } from './statusPageData';

/** What of a connection becomes another one. */
export type MoveKind = 'companyPage' | 'contract' | 'atsCompany';

/** What became of one step. */
export interface ShownStep {
	step: string;
	state: 'done' | 'open' | 'stop';
	says: string;
	whatToDo: string;
}

export interface MovePageData {
	/** URN of the company page in the LinkedIn credential. */
	organization: string;
	/** Company pages that were connected before: URN and the names of their contracts. */
	before: ReadonlyArray<{ organization: string; label: string }>;
	/** Contracts of this company page that may end: URN and name. */
	contracts: ReadonlyArray<{ contract: string; label: string }>;
	/** Whether SmartRecruiters knows none of the users and candidates of before. */
	isOtherAts: boolean;
	/** Where both switches are in Recruiter. */
	clickPath: string;
	recruiterUrl: string;
	/** Steps of the move that was just asked for, and which it was. */
	moved?: { move: MoveKind; steps: readonly ShownStep[] };
	/** How the history stands, once something was moved. */
	sync: readonly SyncRow[];
	connected: boolean;
	problem: string;
	/** What is wrong with a field, by its name. */
	errors: Readonly<Record<string, string>>;
	/** Which company page, contracts and ticks were chosen in the form that was just sent. */
	chosen: { from: string; ending: readonly string[]; switchesOff: boolean };
	address: string;
	key: string;
	links: { connect: string; status: string };
	nowMs: number;
}
