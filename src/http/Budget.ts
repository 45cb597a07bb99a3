import type { LimitName } from '../errors/limitTexts';

/** Called with the time of the answer, also when there was none: whatever was held for the request is given back. */
export type Answered = (answeredAtMs: number) => void | Promise<void>;

/** What lets a request through when its time has come: a rate, a number at once, or a quota of the day. */
export interface Budget {
	readonly name: LimitName;

	/**
	 * @param wait what it throws is thrown, and those behind go on
	 * @throws PauseSignal when nothing is left for longer than a wait makes sense
	 */
	pass(units: number, now: () => number, wait: (ms: number) => Promise<void>): Promise<Answered>;
}
