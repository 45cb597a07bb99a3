import { z } from 'zod';
import { DAY_MS } from '../basics/durations';
import { StateError } from '../errors/StateError';
import { fromJson } from '../basics/fromJson';
import type { StateStore } from './StateStore';
import { PROCESSES } from './tables';

const AccountUseSchema = z.object({
	/** Epoch milliseconds up to which it may send at its share of the rates. */
	untilMs: z.number(),
	/** Days since the epoch, UTC. */
	day: z.number().int(),
	/** By quota: requests of that day that are this process' own, used or not. */
	reserved: z.record(z.number().int()),
});
/** What a process does with one account at a vendor. */
export type AccountUse = z.output<typeof AccountUseSchema>;
export type AccountUses = ReadonlyMap<string, AccountUse>;

const AccountsSchema = z.record(AccountUseSchema);
/** What a process had reserved counts until its day is over, wherever the day begins. */
const KEPT_MS = 2 * DAY_MS;

/** The processes of n8n that share the vendors' limits; each writes its own row only. */
export class Processes {
	constructor(private readonly store: StateStore) {}

	/**
	 * Says what this process does, then reads what the others do: of two who say it at once, each sees the other.
	 *
	 * @returns what each of the others does
	 * @throws StateError
	 */
	async exchange(process: string, own: AccountUses): Promise<AccountUses[]> {
		const untilMs = Math.max(0, ...[...own.values()].map((use) => use.untilMs));
		const accounts = JSON.stringify(Object.fromEntries(own));
		await this.store.put(PROCESSES, [{ process, untilMs, accounts }]);
		const rows = await this.store.read(PROCESSES, { process: { not: process } });
		return rows.map((row) => {
			const parsed = AccountsSchema.safeParse(fromJson(row.accounts));
			if (!parsed.success) throw StateError.damagedRow(PROCESSES.name, undefined, 'accounts');
			return new Map(Object.entries(parsed.data));
		});
	}

	/** Those that have ended long ago. */
	async forget(nowMs: number): Promise<void> {
		await this.store.remove(PROCESSES, { untilMs: { lt: nowMs - KEPT_MS } });
	}
}
