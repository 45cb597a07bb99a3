import type { StateStore } from '../state/StateStore';
import type { LinkedInSide, SmartRecruitersSide, World } from './connect';

/** Where an operation keeps its state, and how it is named while it works. */
export interface Keeping {
	store: StateStore;
	/** Names this run in locks; never used twice. */
	owner: string;
	/** How long to wait, in milliseconds, for another run of the same operation to end: a person started this one. */
	patienceMs?: number;
}

/** What an operation needs that asks LinkedIn alone. */
export interface LinkedInRuntime extends World, Keeping {
	store: StateStore;
	linkedIn: LinkedInSide;
}

/** What an operation needs that asks both vendors. */
export interface Runtime extends LinkedInRuntime {
	smartRecruiters: SmartRecruitersSide;
}
