import type { Company } from '../../company/Company';
import { contractNumber, makeSeat, type RecruiterSeat } from './makeSeat';

export type { RecruiterSeat } from './makeSeat';

export type SeatChange = Partial<
	Pick<RecruiterSeat, 'firstName' | 'lastName' | 'email' | 'state' | 'personUrn' | 'contractUrn'>
>;

/**
 * The seats of every Recruiter contract: generated from the company's seed, so that tests can ask for any number of
 * them; only what was changed is kept.
 */
export class RecruiterSeats {
	private readonly counts = new Map<string, number>();

	/** `null` for a seat that is gone. */
	private readonly changes = new Map<string, SeatChange | null>();

	private readonly made = new Map<string, { company: Company; seats: RecruiterSeat[] }>();

	constructor(
		private readonly company: () => Company,
		/** How many seats a contract has unless it was told otherwise. */
		private readonly initialCount: () => number,
	) {}

	/** A contract's seats of all states, in the order of their ids. */
	list(contractUrn: string): readonly RecruiterSeat[] {
		const all = this.generate(contractUrn);
		if (this.changes.size === 0) return all;
		return all.flatMap((seat) => {
			const change = this.changes.get(seat.seatUrn);
			return change === null ? [] : change ? [{ ...seat, ...change }] : [seat];
		});
	}

	/** The seat with this URN; `undefined` when its contract has no such seat. */
	byUrn(seatUrn: string): RecruiterSeat | undefined {
		const id = Number(/^urn:li:seat:(\d+)$/.exec(seatUrn)?.[1] ?? Number.NaN);
		const contractUrn = `urn:li:contract:${Math.floor(id / 100_000)}`;
		return this.list(contractUrn).find((seat) => seat.seatUrn === seatUrn);
	}

	setCount(contractUrn: string, count: number): void {
		this.counts.set(contractUrn, count);
	}

	/** @returns whether there is such a seat */
	change(seatUrn: string, change: SeatChange): boolean {
		if (!this.byUrn(seatUrn)) return false;
		this.changes.set(seatUrn, { ...this.changes.get(seatUrn), ...change });
		return true;
	}

	/** @returns whether there was such a seat */
	remove(seatUrn: string): boolean {
		if (!this.byUrn(seatUrn)) return false;
		this.changes.set(seatUrn, null);
		return true;
	}

	reset(): void {
		this.counts.clear();
		this.changes.clear();
		this.made.clear();
	}

	private generate(contractUrn: string): RecruiterSeat[] {
		const company = this.company();
		const count =
			this.counts.get(contractUrn) ??
			(contractNumber(contractUrn) % 2 === 0
				? Math.floor(this.initialCount() / 2)
				: this.initialCount());
		const known = this.made.get(contractUrn);
		if (known?.company === company && known.seats.length === count) return known.seats;
		const seats = Array.from({ length: count }, (_, nth) => makeSeat(company, contractUrn, nth));
		this.made.set(contractUrn, { company, seats });
		return seats;
	}
}
