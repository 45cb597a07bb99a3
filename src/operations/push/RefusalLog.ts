import { MINUTE_MS } from '../../basics/durations';

const QUIET_MS = MINUTE_MS;

/**
 * Keeps a flood of refused calls out of the log: the first is reported at once, then one line a minute says how many there
 * were in between.
 */
export class RefusalLog {
	private reportedAtMs = Number.NEGATIVE_INFINITY;

	private unreported = 0;

	/** @param receiver the name of the node, as the log gives it */
	constructor(private readonly receiver: string) {}

	/** @returns the line to log, or nothing */
	note(reason: string, nowMs: number): string | undefined {
		if (nowMs - this.reportedAtMs < QUIET_MS) {
			this.unreported += 1;
			return undefined;
		}
		const more =
			this.unreported > 0 ? `, and ${this.unreported} more since the last such line` : '';
		this.reportedAtMs = nowMs;
		this.unreported = 0;
		return `${this.receiver} did not accept a call: ${reason}${more}`;
	}
}
