import { DAY_MS } from '../basics/durations';
import type { LimitName } from '../errors/limitTexts';
import { PauseSignal } from '../errors/PauseSignal';

export interface DailyBudgetState {
	/** Days since the epoch, UTC. */
	day: number;
	used: number;
}

/** Counts requests per UTC day, as LinkedIn does (LinkedIn reference §5), across runs. */
export class DailyBudget {
	private day: number;

	private used: number;

	constructor(
		readonly name: LimitName,
		private readonly limit: number,
		state?: DailyBudgetState,
	) {
		this.day = state?.day ?? 0;
		this.used = state?.used ?? 0;
	}

	/** Takes one request. Throws `PauseSignal` until the next UTC midnight when the day is used up. */
	take(nowMs: number): void {
		const today = Math.floor(nowMs / DAY_MS);
		if (today !== this.day) {
			this.day = today;
			this.used = 0;
		}
		if (this.used >= this.limit) throw new PauseSignal(this.name, (today + 1) * DAY_MS);
		this.used += 1;
	}

	get state(): DailyBudgetState {
		return { day: this.day, used: this.used };
	}
}
