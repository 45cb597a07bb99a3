import { MINUTE_MS } from '../basics/durations';
import { LockLostError } from '../errors/LockLostError';
import type { Effects, Transport } from '../http/Transport';
import type { StateStore } from './StateStore';
import { takeLease } from './takeLease';
import { LOCKS } from './tables';

/** How long a lock is good without a renewal: after a `kill -9`, somebody else goes on when it is over. */
export const LEASE_MS = MINUTE_MS;
const HEARTBEAT_MS = 20_000;
/** Nothing is begun when the lease ends sooner than this: clocks differ, and a write takes its time. */
const NAP_MS = 1_000;
const MARGIN_MS = 10_000;
const ASK_AGAIN_MS = 2_000;

export interface LockOptions {
	store: StateStore;
	effects: Effects;
	/** Names this run, for nobody else. */
	owner: string;
	/** What is locked, for example `urn:li:organization:1:backfill`. */
	name: string;
	/** How long to wait for another run to end, in milliseconds. */
	patienceMs?: number;
}

/** The lock while it is held. */
export interface HeldLock {
	/** @throws LockLostError when it is not certain any more that nobody else works */
	check(): void;
}

export type Locked<T> = { held: true; value: T } | { held: false; busyUntilMs: number };

/**
 * Works alone: takes the lock, renews it beside the work, and gives it up afterwards, also when the work fails. Of
 * several at once, one works; the others are told.
 */
export async function withLock<T>(
	options: LockOptions,
	work: (lock: HeldLock) => Promise<T>,
): Promise<Locked<T>> {
	const lock = new Lock(options);
	const busyUntilMs = await lock.take(options.patienceMs ?? 0);
	if (busyUntilMs !== undefined) return { held: false, busyUntilMs };
	const beating = lock.beat();
	try {
		return { held: true, value: await work(lock) };
	} finally {
		await lock.release();
		await beating;
	}
}

/** A transport that sends nothing when the lock was lost. */
export function guardTransport(transport: Transport, lock: HeldLock): Transport {
	return async (request) => {
		lock.check();
		return await transport(request);
	};
}

class Lock implements HeldLock {
	private untilMs = 0;

	private released = false;

	private wake: () => void = () => undefined;

	constructor(private readonly options: LockOptions) {}

	check(): void {
		const { effects, name } = this.options;
		if (this.released || effects.now() > this.untilMs - MARGIN_MS) throw new LockLostError(name);
	}

	/** @returns `undefined` when it was taken, else until when another run holds it */
	async take(patienceMs: number): Promise<number | undefined> {
		const { effects } = this.options;
		const giveUpAtMs = effects.now() + patienceMs;
		for (;;) {
			const busyUntilMs = await this.tryTake();
			if (busyUntilMs === undefined) return undefined;
			const waitMs = Math.min(ASK_AGAIN_MS, giveUpAtMs - effects.now());
			if (waitMs <= 0) return busyUntilMs;
			await effects.sleep(waitMs);
		}
	}

	private async tryTake(): Promise<number | undefined> {
		const { store, effects, owner, name } = this.options;
		const untilMs = effects.now() + LEASE_MS;
		const busyUntilMs = await takeLease(store, { name, owner, untilMs }, () => effects.now());
		if (busyUntilMs === undefined) this.untilMs = untilMs;
		return busyUntilMs;
	}

	/** Renews the lease until it is given up. A renewal that fails is tried again; without one, `check` throws in time. */
	async beat(): Promise<void> {
		const { effects } = this.options;
		while (!this.released) {
			// In short naps, so that nothing is left asleep for long when the lock is given up. A busy process ends them late, and
			// a clock may be put back: what comes first counts.
			const dueMs = effects.now() + HEARTBEAT_MS;
			let leftMs = HEARTBEAT_MS;
			while (leftMs > 0 && effects.now() < dueMs && !this.released) {
				await Promise.race([effects.sleep(NAP_MS), this.woken]).catch(() => undefined);
				leftMs -= NAP_MS;
			}
			if (!this.released) await this.renew();
		}
	}

	private readonly woken = new Promise<void>((resolve) => {
		this.wake = resolve;
	});

	private async renew(): Promise<void> {
		const { store, effects, owner, name } = this.options;
		const untilMs = effects.now() + LEASE_MS;
		try {
			const changed = await store.update(LOCKS, { name, owner }, { untilMs });
			if (changed > 0 && !this.released) this.untilMs = untilMs;
			if (changed === 0) this.untilMs = 0;
		} catch {
			// The next beat tries again.
		}
	}

	async release(): Promise<void> {
		const { store, owner, name } = this.options;
		this.released = true;
		this.wake();
		try {
			await store.update(LOCKS, { name, owner }, { owner: '', untilMs: 0 });
		} catch {
			// The lease ends by itself.
		}
	}
}
