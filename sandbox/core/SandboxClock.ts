/** What makes the sandbox's time pass by itself: the wall clock; what this process computes; or nothing. */
export type TimePasses = 'really' | 'withWork' | 'never';

/** The sandbox's own time: what passes by itself, plus an offset that tests drive. */
export class SandboxClock {
	private offsetMs = 0;

	constructor(
		startAtMs?: number,
		private readonly passes: TimePasses = 'really',
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
		switch (this.passes) {
			case 'really':
				return Date.now();
			case 'withWork': {
				const { user, system } = process.cpuUsage();
				return (user + system) / 1_000;
			}
			case 'never':
				return 0;
		}
	}
}
