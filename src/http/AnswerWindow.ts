/** What an earlier run has left in the window: units, and the epoch milliseconds of the last answer to one of them. */
export interface AnswerWindowState {
	units: number;
	answeredAtMs: number;
}

interface Flight {
	units: number;
	answeredAtMs?: number;
	answered: Promise<void>;
}

/**
 * Lets a request go out when at most `limit` units, itself among them, are on their way or were answered within the last
 * `windowMs`. A vendor counts a request at some moment between its departure and its answer; so none of the vendor's windows
 * holds more than `limit`, however busy the network or either machine is, and nothing is given away to guessed slack.
 */
export class AnswerWindow {
	/** In the order of departure. */
	private flights: Flight[] = [];

	constructor(
		private readonly limit: number,
		private readonly windowMs: number,
		state?: AnswerWindowState,
	) {
		if (state) {
			this.flights.push({
				...state,
				units: Math.min(state.units, limit),
				answered: Promise.resolve(),
			});
		}
	}

	/** Waits until `units` have room; for one caller at a time. What `wait` throws is thrown. */
	async room(units: number, now: () => number, wait: (ms: number) => Promise<void>): Promise<void> {
		const wanted = Math.min(units, this.limit);
		for (;;) {
			this.forget(now());
			if (this.flights.length === 0 || this.used() + wanted <= this.limit) return;
			const answeredAtMs = Math.min(
				...this.flights.map((flight) => flight.answeredAtMs ?? Number.POSITIVE_INFINITY),
			);
			if (Number.isFinite(answeredAtMs)) {
				await wait(answeredAtMs + this.windowMs - now());
			} else {
				await Promise.race(this.flights.map(({ answered }) => answered));
			}
		}
	}

	/** @returns what must be called with the time of the answer, also when there was none. */
	depart(units: number): (answeredAtMs: number) => void {
		let land = (): void => undefined;
		const flight: Flight = {
			units,
			answered: new Promise<void>((resolve) => {
				land = resolve;
			}),
		};
		this.flights.push(flight);
		return (answeredAtMs) => {
			flight.answeredAtMs = answeredAtMs;
			land();
		};
	}

	/** Whether this window alone explains that the vendor has nothing left. */
	isFull(nowMs: number): boolean {
		this.forget(nowMs);
		return this.used() >= this.limit;
	}

	/** For the next run; undefined when nothing was sent lately. */
	get state(): AnswerWindowState | undefined {
		const answeredAtMs = Math.max(...this.flights.map((flight) => flight.answeredAtMs ?? 0));
		this.forget(answeredAtMs);
		return this.flights.length > 0 ? { units: this.used(), answeredAtMs } : undefined;
	}

	private used(): number {
		return this.flights.reduce((sum, { units }) => sum + units, 0);
	}

	private forget(nowMs: number): void {
		const old = ({ answeredAtMs }: Flight): boolean =>
			answeredAtMs !== undefined && answeredAtMs + this.windowMs <= nowMs;
		if (this.flights.some(old)) this.flights = this.flights.filter((flight) => !old(flight));
	}
}
