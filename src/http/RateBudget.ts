import type { LimitName } from '../errors/LimitName';

/** What has to be remembered between runs so that two of them together still keep a limit. */
export interface RateBudgetState {
	/** Epoch milliseconds at which everything taken so far has been paid for. */
	paidUntilMs: number;
}

export interface RateBudgetOptions {
	name: LimitName;
	/** The steady pace. */
	msPerUnit: number;
	/**
	 * How much quiet time may be made up for at once. Within any window W at most `(W + creditMs) / msPerUnit` units go
	 * out, plus one take: choose both so that this stays within the limit.
	 */
	creditMs: number;
}

/** A token bucket as one number (generic cell rate algorithm), so that it fits into a checkpoint. */
export class RateBudget {
	readonly name: LimitName;

	private paidUntilMs: number;

	private queue: Promise<void> = Promise.resolve();

	constructor(
		private readonly options: RateBudgetOptions,
		state?: RateBudgetState,
	) {
		this.name = options.name;
		this.paidUntilMs = state?.paidUntilMs ?? 0;
	}

	/** Takes `units` now and says how many milliseconds to wait before using them. */
	take(units: number, nowMs: number): number {
		const start = Math.max(this.paidUntilMs, nowMs - this.options.creditMs);
		this.paidUntilMs = start + units * this.options.msPerUnit;
		return Math.max(0, start - nowMs);
	}

	/**
	 * Lets `units` through when their time has come, one caller after the other. What leaves late counts from when it
	 * really left: a process that was busy for a moment makes up for no more than the credit.
	 *
	 * @param wait what it throws is thrown, and those behind go on
	 */
	async pass(units: number, now: () => number, wait: (ms: number) => Promise<void>): Promise<void> {
		const turn = this.queue.then(async () => {
			await wait(this.take(units, now()));
			const { msPerUnit, creditMs } = this.options;
			this.blockUntil(now() - creditMs + units * msPerUnit);
		});
		this.queue = turn.catch(() => undefined);
		await turn;
	}

	/** The vendor says that nothing is left until `untilMs`. */
	blockUntil(untilMs: number): void {
		this.paidUntilMs = Math.max(this.paidUntilMs, untilMs);
	}

	get state(): RateBudgetState {
		return { paidUntilMs: this.paidUntilMs };
	}
}
