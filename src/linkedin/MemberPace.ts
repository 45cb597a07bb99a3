import { MINUTE_MS } from '../basics/durations';

/** LinkedIn reference §9.1: InMails of one member, per application. */
export const INMAILS_PER_MINUTE = 12;

/**
 * New activity, catching up, and the past: each is read by one run of an organization at a time, so that no more than these
 * read the same seat at once.
 */
const MOST_READERS = 3;

/** What was read in the last minute: for each seat, when and how many. Travels in a checkpoint, to the next process. */
export type MemberPaceState = Readonly<
	Record<string, ReadonlyArray<readonly [atMs: number, records: number]>>
>;

/**
 * Keeps "12 records per member and minute" (LinkedIn reference §9.1) in every window, exactly. What a page will hold is
 * known only afterwards, so it is asked for no more than what is free, and what came is written down.
 */
export class MemberPace {
	private readonly taken: Map<string, Array<readonly [number, number]>>;

	private processes = 1;

	/** By seat: what was asked for, and has not come yet. */
	private readonly held = new Map<string, number>();

	constructor(
		state: MemberPaceState = {},
		private perMinute = INMAILS_PER_MINUTE,
	) {
		this.taken = new Map(Object.entries(state).map(([seat, takes]) => [seat, [...takes]]));
	}

	/** How many records of a seat this process may read in a minute. */
	get limit(): number {
		return Math.max(1, Math.floor(this.perMinute / Math.min(this.processes, MOST_READERS)));
	}

	/** How many processes read the same seats: what LinkedIn allows is divided among them. */
	shareAmong(processes: number): void {
		this.processes = processes;
	}

	/** Adds what a run before has stored, of seats that were not read here since; and the limit as it is set now. */
	absorb(state: MemberPaceState, limit = INMAILS_PER_MINUTE): void {
		this.perMinute = limit;
		for (const [seat, takes] of Object.entries(state))
			if (!this.taken.has(seat)) this.taken.set(seat, [...takes]);
	}

	/**
	 * Holds as many records of this seat as may come, before they are asked for: others who read it at once ask for less.
	 *
	 * @returns how many, and what must be called with how many came
	 */
	hold(
		seat: string,
		wanted: number,
		nowMs: number,
	): { records: number; came: (records: number, atMs: number) => void } {
		const records = Math.min(wanted, this.room(seat, nowMs));
		const held = (this.held.get(seat) ?? 0) + records;
		this.held.set(seat, held);
		return {
			records,
			came: (came, atMs) => {
				const left = (this.held.get(seat) ?? 0) - records;
				if (left > 0) this.held.set(seat, left);
				else this.held.delete(seat);
				this.took(seat, came, atMs);
			},
		};
	}

	/** How many records of this seat may come now. */
	room(seat: string, nowMs: number): number {
		const recent = (this.taken.get(seat) ?? []).filter(([atMs]) => atMs > nowMs - MINUTE_MS);
		if (recent.length === 0) this.taken.delete(seat);
		else this.taken.set(seat, recent);
		const used = recent.reduce((sum, [, records]) => sum + records, this.held.get(seat) ?? 0);
		return Math.max(0, this.limit - used);
	}

	/** How long until `wanted` records are free; `wanted` is at most the limit. */
	waitMs(seat: string, wanted: number, nowMs: number): number {
		let free = this.room(seat, nowMs);
		for (const [atMs, records] of this.taken.get(seat) ?? []) {
			if (free >= wanted) break;
			free += records;
			if (free >= wanted) return atMs + MINUTE_MS - nowMs;
		}
		return 0;
	}

	took(seat: string, records: number, nowMs: number): void {
		if (records === 0) return;
		const takes = this.taken.get(seat) ?? [];
		takes.push([nowMs, records]);
		this.taken.set(seat, takes);
	}

	/** What the next run has to know. */
	stateAt(nowMs: number): MemberPaceState {
		for (const seat of [...this.taken.keys()]) this.room(seat, nowMs);
		return Object.fromEntries(this.taken);
	}
}
