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
		private limit: number,
		private windowMs: number,
	) {}

	/** From now on, so many in such a window; what is under way or was answered is counted. */
	change(limit: number, windowMs: number): void {
		this.limit = limit;
		this.windowMs = windowMs;
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

	private used(): number {
		return this.flights.reduce((sum, { units }) => sum + units, 0);
	}

	private forget(nowMs: number): void {
		const old = ({ answeredAtMs }: Flight): boolean =>
			answeredAtMs !== undefined && answeredAtMs + this.windowMs <= nowMs;
		if (this.flights.some(old)) this.flights = this.flights.filter((flight) => !old(flight));
	}
}
