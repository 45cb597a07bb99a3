/** The sandbox's own time: real time plus an offset that tests drive; a still one moves only when it is moved. */
export class SandboxClock {
	private offsetMs = 0;

	constructor(
		startAtMs?: number,
		private readonly still = false,
	) {
		if (startAtMs !== undefined) this.set(startAtMs);
	}

	/** Epoch milliseconds. */
	now(): number {
		return Math.floor(this.passed() + this.offsetMs);
	}

	set(epochMs: number): void {
		this.offsetMs = epochMs - this.passed();
	}

	advance(ms: number): void {
		this.offsetMs += ms;
	}

	private passed(): number {
		return this.still ? 0 : Date.now();
	}
}
