/** What of a connection becomes another one. */
export const MOVES = ['companyPage', 'contract', 'atsCompany'] as const;
export type Move = (typeof MOVES)[number];

/** What belongs to a move, in its order. */
export type MoveStepName =
	/** Whether SmartRecruiters is still the same company. */
	| 'atsCompany'
	/** Both switches of the old company page are off in Recruiter. */
	| 'switchesOff'
	/** The sharing of data with this organization is acknowledged. */
	| 'acknowledged'
	/** What was sent under another SmartRecruiters company is deleted at LinkedIn. */
	| 'takenBack'
	| 'sharingRules'
	/** Who is whom, what was written, what may not come back, what was sent. */
	| 'records'
	/** The contracts that go on are connected. */
	| 'connected'
	| 'people'
	/** The old contract, or company page, is not used any more. */
	| 'ended'
	| 'history';

/** One step, as the page and an item tell it. */
export interface MoveStep {
	step: MoveStepName;
	/** `open`: something has to come first, and then this is run again. `stop`: nothing more was done. */
	state: 'done' | 'open' | 'stop';
	/** How many rows, people or contracts it was about. */
	count: number;
	says: string;
	/** Empty where there is nothing to do. */
	whatToDo: string;
}

export interface MoveReport {
	organization: string;
	move: Move;
	/** `done` when every step is; the history may still be compared. */
	state: 'done' | 'open' | 'stop';
	steps: MoveStep[];
}

export const done = (step: MoveStepName, says: string, count = 0): MoveStep => ({
	step,
	state: 'done',
	count,
	says,
	whatToDo: '',
});
export const open = (step: MoveStepName, says: string, whatToDo: string, count = 0): MoveStep => ({
	step,
	state: 'open',
	count,
	says,
	whatToDo,
});
export const stop = (step: MoveStepName, says: string, whatToDo: string): MoveStep => ({
	step,
	state: 'stop',
	count: 0,
	says,
	whatToDo,
});
