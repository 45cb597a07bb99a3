import { DAY_MS } from '../../basics/durations';
import { type AccountUse, type AccountUses, Processes } from '../../state/Processes';
import type { StateStore } from '../../state/StateStore';

/** What is known of the others is asked for again after this time, by whoever sends next. */
const RENEW_AFTER_MS = 3_000;
/** Nothing is sent on knowledge that is older than this. */
const GOOD_FOR_MS = 6_000;
/** How long others count this process after its last renewal; longer than it sends, because clocks differ. */
const LEASE_MS = 20_000;
/** How often in a row the answer may come too late to be of use. */
const MOST_STALE = 3;
/** A newcomer lets the others notice it, and what they had sent before pass. */
const NEWCOMER_WAITS_MS = GOOD_FOR_MS + 1_500;

interface Member {
	/** Until when the others count this process. */
	untilMs: number;
	/** Nothing is sent before. */
	startsAtMs: number;
	usedAtMs: number;
}

interface Reserved {
	day: number;
	byQuota: Map<string, number>;
}

export interface Reservation {
	account: string;
	/** Which quota of the day. */
	quota: string;
	/** Days since the epoch, UTC. */
	day: number;
	units: number;
	/** What all processes together may reserve. */
	most: number;
}

/**
 * This process among the processes of n8n that use the same accounts at the vendors. Each has a row of its own, tells in it
 * what it uses and what it has reserved of the day, and reads those of the others every few seconds while it sends: no
 * request costs a state call of its own.
 */
export class Membership {
	private readonly members = new Map<string, Member>();

	private readonly reserved = new Map<string, Reserved>();

	private others: AccountUses[] = [];

	/** When the others were last asked. */
	private knownAtMs = Number.NEGATIVE_INFINITY;

	private failedAtMs = Number.NEGATIVE_INFINITY;

	private exchanging = false;

	private turn: Promise<unknown> = Promise.resolve();

	private isNew = true;

	/** @param process names this process, for nobody else */
	constructor(readonly process: string) {}

	/**
	 * Makes sure that the others know of this process, and it of them.
	 *
	 * @param store absent where no state can be reached: what is known well enough is used then
	 * @returns how many processes share the account, this one among them; `undefined` when nobody can tell
	 */
	async join(
		account: string,
		store: StateStore | undefined,
		now: () => number,
		wait: (ms: number) => Promise<void>,
	): Promise<number | undefined> {
		for (let stale = 0; stale < MOST_STALE; ) {
			if (store && this.isDue(account, now())) {
				await this.alone(async () => {
					if (this.isDue(account, now())) await this.renew(account, store, now);
				});
			}
			const nowMs = now();
			const member = this.members.get(account);
			if (member && this.knows(nowMs) && !this.isOver(member, nowMs)) {
				if (member.startsAtMs <= nowMs) {
					member.usedAtMs = nowMs;
					return this.count(account, nowMs);
				}
				if (!store) return undefined;
				await wait(member.startsAtMs - nowMs);
			} else {
				if (!store || this.hasFailed(nowMs)) return undefined;
				stale += 1;
			}
		}
		return undefined;
	}

	/** How many processes share the account by what is known, this one among them. */
	count(account: string, nowMs: number): number {
		return 1 + this.others.filter((uses) => (uses.get(account)?.untilMs ?? 0) > nowMs).length;
	}

	/** What the others have reserved of a quota of the day. */
	reservedByOthers(account: string, quota: string, day: number): number {
		return this.others.reduce((sum, uses) => {
			const use = uses.get(account);
			return sum + (use?.day === day ? (use.reserved[quota] ?? 0) : 0);
		}, 0);
	}

	reservedHere(account: string, quota: string, day: number): number {
		const own = this.reserved.get(account);
		return own?.day === day ? (own.byQuota.get(quota) ?? 0) : 0;
	}

	/**
	 * Reserves requests of a day, fewer where there are not so many: first said, then compared with what the others have
	 * said, so that the sum is never more than there is. What a process that dies had reserved counts as used.
	 *
	 * @param isWanted asked when it is this caller's turn: another one may have reserved enough
	 * @returns whether there is something to take now, or nothing left, or no state that could tell
	 */
	async reserve(
		{ account, quota, day, units, most }: Reservation,
		store: StateStore,
		now: () => number,
		isWanted: () => boolean,
	): Promise<'some' | 'none' | 'unknown'> {
		return await this.alone(async () => {
			if (!isWanted()) return 'some';
			const before = this.reservedHere(account, quota, day);
			this.setReserved(account, quota, day, before + units);
			if (!(await this.renew(account, store, now))) {
				this.setReserved(account, quota, day, before);
				return 'unknown';
			}
			const over = this.reservedByOthers(account, quota, day) + before + units - most;
			const granted = Math.max(0, units - Math.max(0, over));
			this.setReserved(account, quota, day, before + granted);
			return granted > 0 ? 'some' : 'none';
		});
	}

	private setReserved(account: string, quota: string, day: number, units: number): void {
		const own = this.reserved.get(account);
		const byQuota = own?.day === day ? own.byQuota : new Map<string, number>();
		byQuota.set(quota, units);
		this.reserved.set(account, { day, byQuota });
	}

	/** @returns whether it succeeded */
	private async renew(account: string, store: StateStore, now: () => number): Promise<boolean> {
		const nowMs = now();
		const member = this.members.get(account) ?? { untilMs: 0, startsAtMs: 0, usedAtMs: nowMs };
		const isNewcomer = this.isOver(member, nowMs);
		member.usedAtMs = nowMs;
		this.members.set(account, member);
		const untilMs = nowMs + LEASE_MS;
		const inUse = [...this.members].filter(([, one]) => nowMs - one.usedAtMs <= GOOD_FOR_MS);
		this.exchanging = true;
		try {
			const processes = new Processes(store);
			if (this.isNew) await processes.forget(nowMs);
			this.isNew = false;
			const uses = this.uses(nowMs, new Map(inUse.map(([name]) => [name, untilMs])));
			this.others = await processes.exchange(this.process, uses);
			this.knownAtMs = nowMs;
			for (const [, one] of inUse) one.untilMs = untilMs;
			if (isNewcomer)
				member.startsAtMs = this.count(account, now()) > 1 ? now() + NEWCOMER_WAITS_MS : nowMs;
			return true;
		} catch {
			// Whoever needs state for more than this says so; the others go on with what is set aside for them.
			this.failedAtMs = nowMs;
			return false;
		} finally {
			this.exchanging = false;
		}
	}

	/** What the others have to know: what is in use, and what is reserved. */
	private uses(nowMs: number, renewed: ReadonlyMap<string, number>): AccountUses {
		const today = Math.floor(nowMs / DAY_MS);
		const uses = new Map<string, AccountUse>();
		for (const account of new Set([...this.members.keys(), ...this.reserved.keys()])) {
			const untilMs = renewed.get(account) ?? this.members.get(account)?.untilMs ?? 0;
			const own = this.reserved.get(account);
			const day = own?.day ?? today;
			if (untilMs < nowMs && day < today) continue;
			uses.set(account, { untilMs, day, reserved: Object.fromEntries(own?.byQuota ?? []) });
		}
		return uses;
	}

	private isDue(account: string, nowMs: number): boolean {
		if (this.hasFailed(nowMs)) return false;
		const member = this.members.get(account);
		if (!member || this.isOver(member, nowMs) || !this.knows(nowMs)) return true;
		return !this.exchanging && Math.abs(nowMs - this.knownAtMs) > RENEW_AFTER_MS;
	}

	/** It was tried a moment ago. */
	private hasFailed(nowMs: number): boolean {
		return Math.abs(nowMs - this.failedAtMs) < RENEW_AFTER_MS;
	}

	private knows(nowMs: number): boolean {
		return Math.abs(nowMs - this.knownAtMs) <= GOOD_FOR_MS;
	}

	/** Whether the others may have taken this process for gone: it comes as a newcomer then. */
	private isOver({ untilMs }: Member, nowMs: number): boolean {
		return nowMs > untilMs - (LEASE_MS - GOOD_FOR_MS) / 2;
	}

	private async alone<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.turn.then(work);
		this.turn = mine.catch(() => undefined);
		return await mine;
	}
}
