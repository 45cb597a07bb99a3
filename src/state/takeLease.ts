import type { StateStore } from './StateStore';
import { LOCKS } from './tables';

export interface Lease {
	/** What is taken. */
	name: string;
	/** Names the one who takes it, for nobody else. */
	owner: string;
	/** Epoch milliseconds up to which it is good, unless it is given up before. */
	untilMs: number;
}

/** Takes what nobody holds now: of several at once, one. */
export async function takeLease(
	store: StateStore,
	{ name, owner, untilMs }: Lease,
	now: () => number,
): Promise<boolean> {
	const rows = await store.read(LOCKS, { name });
	if (rows.length === 0) await store.put(LOCKS, [{ name, owner: '', untilMs: 0 }]);
	const changed = await store.update(LOCKS, { name, untilMs: { lt: now() } }, { owner, untilMs });
	if (changed === 0) return false;
	// Two runs may have made the row at the same moment: then the one whose row counts has it.
	const [row] = await store.read(LOCKS, { name });
	if (row?.owner === owner) return true;
	await giveUpLease(store, { name, owner });
	return false;
}

export async function giveUpLease(
	store: StateStore,
	{ name, owner }: Pick<Lease, 'name' | 'owner'>,
): Promise<void> {
	await store.update(LOCKS, { name, owner }, { owner: '', untilMs: 0 });
}
