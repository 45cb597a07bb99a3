import { MINUTE_MS } from '../basics/durations';

/** LinkedIn reference §9.1: InMails of one member, per application. */
export const INMAILS_PER_MINUTE = 12;

/** What was read in the last minute: for each seat, when and how many. Travels in a checkpoint. */
export type MemberPaceState = Readonly<
	Record<string, ReadonlyArray<readonly [atMs: number, records: number]>>
>;

/**
 * Keeps "12 records per member and minute" (LinkedIn reference §9.1) in every window, exactly. What a page will hold is
 * known only afterwards, so it is asked for no more than what is free, and what came is written down.
 */
export class MemberPace {
	private readonly taken: Map<string, Array<readonly [number, number]>>;

	constructor(
		state: MemberPaceState = {},
		readonly limit = INMAILS_PER_MINUTE,
	) {
		this.taken = new Map(Object.entries(state).map(([seat, takes]) => [seat, [...takes]]));
	}

	/** How many records of this seat may come now. */
	room(seat: string, nowMs: number): number {
		const recent = (this.taken.get(seat) ?? []).filter(([atMs]) => atMs > nowMs - MINUTE_MS);
		if (recent.length === 0) this.taken.delete(seat);
		else this.taken.set(seat, recent);
		return Math.max(0, this.limit - recent.reduce((sum, [, records]) => sum + records, 0));
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
