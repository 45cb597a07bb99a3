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

/**
 * Locks whose row was there before this process took them, and was one: nobody makes it anew, so that whoever changes it
 * has it. A statement costs n8n as much as ten calls to a vendor, and locks are taken every minute.
 */
const settled = new Set<string>();

/**
 * Takes what nobody holds now: of several at once, one.
 *
 * @returns `undefined` when it was taken; else up to when another holds it, epoch milliseconds
 */
export async function takeLease(
	store: StateStore,
	{ name, owner, untilMs }: Lease,
	now: () => number,
): Promise<number | undefined> {
	const take = async (): Promise<boolean> => {
		const where = { name, untilMs: { lt: now() } };
		return (await store.update(LOCKS, where, { owner, untilMs })) > 0;
	};
	const read = async () => (await store.read(LOCKS, { name }))[0];
	let isNew = false;
	if (!(await take())) {
		settled.delete(name);
		const held = await read();
		if (held) return held.untilMs;
		isNew = true;
		await store.put(LOCKS, [{ name, owner: '', untilMs: 0 }]);
		if (!(await take())) return (await read())?.untilMs ?? 0;
	}
	if (settled.has(name)) return undefined;
	// Two runs may have made the row at the same moment: then the one whose row counts has it.
	const row = await read();
	if (row?.owner === owner) {
		if (!isNew) settled.add(name);
		return undefined;
	}
	await giveUpLease(store, { name, owner });
	return row?.untilMs ?? 0;
}

export async function giveUpLease(
	store: StateStore,
	{ name, owner }: Pick<Lease, 'name' | 'owner'>,
): Promise<void> {
	await store.update(LOCKS, { name, owner }, { owner: '', untilMs: 0 });
}
