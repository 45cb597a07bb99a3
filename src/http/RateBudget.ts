import type { LimitName } from '../errors/limitTexts';
import { AnswerWindow } from './AnswerWindow';
import type { Answered, Budget } from './Budget';

/** What may pass, and how evenly. */
export interface Rate {
	/** The steady pace. */
	msPerUnit: number;
	/**
	 * How much quiet time may be made up for at once. Within any window W at most `(W + creditMs) / msPerUnit` units go
	 * out, plus one take: choose both so that this stays within the limit.
	 */
	creditMs: number;
	/** A window that is kept exactly, whatever happens on the way; then the pace only spreads what is in it. */
	window?: { units: number; ms: number };
}

/**
 * A token bucket as one number (generic cell rate algorithm); on top of it, where a vendor counts in short windows, a window
 * that is kept exactly. All who ask a vendor share one: it has no state but what this process has sent.
 */
export class RateBudget implements Budget {
	/** Epoch milliseconds at which everything taken so far has been paid for. */
	private paidUntilMs = 0;

	private readonly window: AnswerWindow | undefined;

	private queue: Promise<void> = Promise.resolve();

	constructor(
		readonly name: LimitName,
		private rate: Rate,
	) {
		this.window = rate.window && new AnswerWindow(rate.window.units, rate.window.ms);
	}

	/** From now on, another rate holds; what was sent before is counted. */
	change(rate: Rate): void {
		this.rate = rate;
		if (rate.window) this.window?.change(rate.window.units, rate.window.ms);
	}

	/** Takes `units` now and says how many milliseconds to wait before using them. */
	take(units: number, nowMs: number): number {
		const start = Math.max(this.paidUntilMs, nowMs - this.rate.creditMs);
		this.paidUntilMs = start + units * this.rate.msPerUnit;
		return Math.max(0, start - nowMs);
	}

	/**
	 * Lets `units` through when their time has come, one caller after the other. What leaves late counts from when it
	 * really left: a process that was busy for a moment makes up for no more than the credit.
	 */
	async pass(
		units: number,
		now: () => number,
		wait: (ms: number) => Promise<void>,
	): Promise<Answered> {
		const turn = this.queue.then(async () => {
			await this.window?.room(units, now, wait);
			await wait(this.take(units, now()));
			const { msPerUnit, creditMs } = this.rate;
			this.blockUntil(now() - creditMs + units * msPerUnit);
			return this.window?.depart(units) ?? (() => undefined);
		});
		this.queue = turn.then(
			() => undefined,
			() => undefined,
		);
		return await turn;
	}

	/** Whether what this budget let through explains that the vendor has nothing left just now. */
	explains(nowMs: number): boolean {
		return this.window?.isFull(nowMs) ?? false;
	}

	/** The vendor says that nothing is left until `untilMs`. */
	blockUntil(untilMs: number): void {
		this.paidUntilMs = Math.max(this.paidUntilMs, untilMs);
	}
}
