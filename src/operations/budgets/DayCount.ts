import { DAY_MS } from '../../basics/durations';
import { PauseSignal } from '../../errors/PauseSignal';
import type { DayQuota } from '../../linkedin/dayQuotas';
import type { StateStore } from '../../state/StateStore';
import type { Membership } from './Membership';

/** Requests are reserved in slices of this part of the day's quota: so much at most is lost when a process dies. */
const SLICES = 200;

const withoutStateOf = ({ perDay, withoutState }: DayQuota): number =>
	Math.ceil(perDay * withoutState);

/** How many requests of a day those may take together who leave the rest to others. @param ceiling see `DayCount.take` */
export function mostOfDay(quota: DayQuota, ceiling: number): number {
	return Math.floor((quota.perDay - withoutStateOf(quota)) * ceiling);
}

/**
 * Counts the requests of one quota of LinkedIn's day (UTC) for everything in this process, and together with the other
 * processes never more than there are.
 */
export class DayCount {
	private day = 0;

	/** Of what was reserved. */
	private used = 0;

	private usedWithoutState = 0;

	constructor(
		private readonly membership: Membership,
		private readonly account: string,
		private readonly name: string,
	) {}

	/**
	 * Takes one request.
	 *
	 * @param ceiling which part of the quota has to be free still, from 0 to 1: the rest is left to what is more urgent
	 * @param store absent where no state can be reached: a part of the quota is set aside for that
	 * @throws PauseSignal until the next UTC midnight when none is left
	 */
	async take(
		quota: DayQuota,
		ceiling: number,
		store: StateStore | undefined,
		now: () => number,
		wait: (ms: number) => Promise<void>,
	): Promise<void> {
		const { membership, account, name } = this;
		const withoutState = withoutStateOf(quota);
		const most = mostOfDay(quota, ceiling);
		const slice = Math.max(1, Math.ceil(quota.perDay / SLICES));
		let knows = store && (await membership.join(account, store, now, wait)) !== undefined;
		while (store && knows) {
			const day = this.turnTo(now());
			const left = most - membership.reservedByOthers(account, name, day) - this.used;
			if (left <= 0) throw pauseAfter(day);
			const isSpent = (): boolean => this.used >= membership.reservedHere(account, name, day);
			if (!isSpent()) {
				this.used += 1;
				return;
			}
			const reservation = { account, quota: name, day, units: Math.min(left, slice), most };
			const result = await membership.reserve(reservation, store, now, isSpent);
			if (result === 'none') throw pauseAfter(day);
			knows = result === 'some';
		}
		const day = this.turnTo(now());
		if (this.usedWithoutState >= withoutState) throw pauseAfter(day);
		this.usedWithoutState += 1;
	}

	/** What polls remember of the day, from before this process began. */
	atLeastWithoutState(used: number, nowMs: number): void {
		this.turnTo(nowMs);
		this.usedWithoutState = Math.max(this.usedWithoutState, used);
	}

	private turnTo(nowMs: number): number {
		const today = Math.floor(nowMs / DAY_MS);
		if (today !== this.day) {
			this.day = today;
			this.used = 0;
			this.usedWithoutState = 0;
		}
		return today;
	}
}

const pauseAfter = (day: number): PauseSignal =>
	new PauseSignal('linkedInRequests', (day + 1) * DAY_MS);
