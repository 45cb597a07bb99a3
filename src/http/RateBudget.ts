import type { LimitName } from '../errors/limitTexts';
import { AnswerWindow, type AnswerWindowState } from './AnswerWindow';

/** What has to be remembered between runs so that two of them together still keep a limit. */
export interface RateBudgetState {
	/** Epoch milliseconds at which everything taken so far has been paid for. */
	paidUntilMs: number;
	answered?: AnswerWindowState | undefined;
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
	/** A window that is kept exactly, whatever happens on the way; then the pace only spreads what is in it. */
	window?: { units: number; ms: number };
}

/**
 * A token bucket as one number (generic cell rate algorithm), so that it fits into a checkpoint; on top of it, where a vendor
 * counts in short windows, a window that is kept exactly.
 */
export class RateBudget {
	readonly name: LimitName;

	private paidUntilMs: number;

	private readonly window: AnswerWindow | undefined;

	private queue: Promise<void> = Promise.resolve();

	constructor(
		private readonly options: RateBudgetOptions,
		state?: RateBudgetState,
	) {
		this.name = options.name;
		this.paidUntilMs = state?.paidUntilMs ?? 0;
		const { window } = options;
		this.window = window && new AnswerWindow(window.units, window.ms, state?.answered);
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
	 * @returns what must be called with the time of the answer, also when there was none
	 */
	async pass(
		units: number,
		now: () => number,
		wait: (ms: number) => Promise<void>,
	): Promise<(answeredAtMs: number) => void> {
		const turn = this.queue.then(async () => {
			await this.window?.room(units, now, wait);
			await wait(this.take(units, now()));
			const { msPerUnit, creditMs } = this.options;
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

	get state(): RateBudgetState {
		return { paidUntilMs: this.paidUntilMs, answered: this.window?.state };
	}
}
