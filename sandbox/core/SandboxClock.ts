/** The sandbox's own time: real time plus an offset that tests drive. */
export class SandboxClock {
	private offsetMs = 0;

	constructor(startAtMs?: number) {
		if (startAtMs !== undefined) this.set(startAtMs);
	}

	/** Epoch milliseconds. */
	now(): number {
		return Math.floor(Date.now() + this.offsetMs);
	}

	set(epochMs: number): void {
		this.offsetMs = epochMs - Date.now();
	}

	advance(ms: number): void {
		this.offsetMs += ms;
	}
}
