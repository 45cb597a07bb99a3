const QUIET_MS = 60_000;

/**
 * Keeps a flood of refused calls out of the log: the first is told at once, then one line a minute says how many there
 * were in between.
 */
export class RefusalLog {
	private toldAtMs = Number.NEGATIVE_INFINITY;

	private untold = 0;

	/** @param receiver the name of the node, as the log gives it */
	constructor(private readonly receiver: string) {}

	/** @returns the line to log, or nothing */
	note(reason: string, nowMs: number): string | undefined {
		if (nowMs - this.toldAtMs < QUIET_MS) {
			this.untold += 1;
			return undefined;
		}
		const more = this.untold > 0 ? `, and ${this.untold} more since the last such line` : '';
		this.toldAtMs = nowMs;
		this.untold = 0;
		return `${this.receiver} did not accept a call: ${reason}${more}`;
	}
}
