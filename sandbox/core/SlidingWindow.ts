/** Counts units in the last `windowMs`, wherever the window is laid; exact, and bounded by the number of takes in it. */
export class SlidingWindow {
	private takes: Array<{ atMs: number; units: number }> = [];

	private first = 0;

	private sum = 0;

	/** The most that any window has held. */
	peak = 0;

	constructor(private readonly windowMs: number) {}

	/** Takes `units` unless that would exceed `limit`; says whether it did. */
	take(units: number, nowMs: number, limit: number): boolean {
		this.expire(nowMs);
		if (this.sum + units > limit) return false;
		this.takes.push({ atMs: nowMs, units });
		this.sum += units;
		this.peak = Math.max(this.peak, this.sum);
		return true;
	}

	used(nowMs: number): number {
		this.expire(nowMs);
		return this.sum;
	}

	private expire(nowMs: number): void {
		for (
			let head = this.takes[this.first];
			head && head.atMs <= nowMs - this.windowMs;
			head = this.takes[this.first]
		) {
			this.sum -= head.units;
			this.first += 1;
		}
		if (this.first > 1024) {
			this.takes = this.takes.slice(this.first);
			this.first = 0;
		}
	}
}
