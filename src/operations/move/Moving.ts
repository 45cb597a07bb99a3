import type { Contracts } from '../../state/Contracts';
import type { Runtime } from '../Runtime';
import type { Move } from './MoveReport';

export interface MoveInput {
	move: Move;
	/** URN of the organization that was connected before; for `companyPage`. */
	fromOrganization: string;
	/** URNs of the contracts that end; for `contract`. */
	endingContracts: readonly string[];
	/** Whether a person says that both switches of the old company page are off in Recruiter; for `companyPage`. */
	switchesOff: boolean;
	/** How far back InMails and notes of a newly mapped seat are imported. */
	importDays: number;
	timeLimitMs: number;
}

/** What the steps of a move share. */
export interface Moving {
	runtime: Runtime;
	contracts: Contracts;
	input: MoveInput;
	/** Epoch milliseconds. */
	deadlineMs: number;
}
