import { LIMIT_TEXTS, type LimitName, type LimitText } from './limitTexts';

/**
 * Not an error: the work can go on, but not before a known time. Raised where waiting would outlast the time that
 * this run may take; the engine turns it into a progress item.
 */
export class PauseSignal extends Error {
	override readonly name = 'PauseSignal';

	constructor(
		readonly limit: LimitName,
		/** Epoch milliseconds. */
		readonly resumeAtMs: number,
		/** What the vendor answered last, when it was asked often enough; 0 for no answer. */
		readonly status?: number,
	) {
		super(`Paused: ${LIMIT_TEXTS[limit]}`);
	}

	/** The limit in words. */
	get limitText(): LimitText {
		return LIMIT_TEXTS[this.limit];
	}
}
