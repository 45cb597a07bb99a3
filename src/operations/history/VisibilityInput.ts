/**
 * `due`: people, the jobs that wait, and the comparison of all jobs once a day. `all`: that comparison now. `waiting`: the
 * jobs that wait, and nothing more.
 */
export type VisibilityScope = 'due' | 'all' | 'waiting';

export interface VisibilityInput {
	scope: VisibilityScope;
	/** Jobs to be looked at, besides those that wait. */
	jobIds: readonly string[];
	timeLimitMs: number;
	/** How long LinkedIn has to process jobs before everybody loses sight of them. */
	jobCheckDelayMs: number;
}
