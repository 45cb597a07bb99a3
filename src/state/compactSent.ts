import { chunks } from '../basics/chunks';
import { HOUR_MS } from '../basics/durations';
import { LockLostError } from '../errors/LockLostError';
import { type HeldLock, type LockOptions, withLock } from './Lock';
import { readEntries, SentEntries, type SentEntry } from './SentEntries';
import { sentKeys } from './sentKeys';
import type { StateStore } from './StateStore';
import { SENT, type SentRow } from './tables';

export type SentKeeping = Pick<LockOptions, 'store' | 'effects' | 'owner'>;

const BUCKETS_AT_ONCE = 64;
const ROWS_AT_ONCE = 200;
/** Whoever has not said by then how a write ended was killed. */
const OPEN_FOR_MS = HOUR_MS;

/** The log, in the order in which things happened. */
export async function readSentLog(store: StateStore, organization: string): Promise<SentRow[]> {
	const rows = await store.read(SENT, { organization, kind: { not: 'bucket' } });
	return rows.sort((a, b) => a.atMs - b.atMs);
}

/** Rows of the log that nobody writes to any more. */
export function finishedRows(log: readonly SentRow[], nowMs: number): SentRow[] {
	return log.filter(
		({ kind, atMs }) =>
			kind === 'sent' || kind === 'gone' || (kind === 'open' && atMs < nowMs - OPEN_FOR_MS),
	);
}

/**
 * Moves what the log says into the buckets. Buckets are written before the rows of the log go: killed in between, the
 * next one repeats it, which changes nothing. Of several at once, one works.
 */
export async function compactSent(keeping: SentKeeping, organization: string): Promise<void> {
	try {
		await withLock({ ...keeping, name: `${organization}:sent` }, async (lock) => {
			const log = await readSentLog(keeping.store, organization);
			const rows = finishedRows(log, keeping.effects.now());
			for (const some of chunks(rows, ROWS_AT_ONCE)) await move(keeping, organization, some, lock);
		});
	} catch (error) {
		// Somebody else goes on with it.
		if (!(error instanceof LockLostError)) throw error;
	}
}

async function move(
	{ store, effects }: SentKeeping,
	organization: string,
	rows: readonly SentRow[],
	lock: HeldLock,
): Promise<void> {
	const byBucket = new Map<string, SentEntry[]>();
	for (const entry of rows.flatMap(readEntries)) {
		const bucket = sentKeys.bucketOf(organization, entry.key);
		const others = byBucket.get(bucket);
		if (others) others.push(entry);
		else byBucket.set(bucket, [entry]);
	}
	for (const some of chunks([...byBucket], BUCKETS_AT_ONCE)) {
		const values = some.map(([bucket]) => bucket);
		const found = await store.read(SENT, { organization }, { anyOf: { column: 'chunk', values } });
		const before = new Map(found.map((row) => [row.chunk, row]));
		const after = some.map(([chunk, added]): SentRow => {
			const entries = new SentEntries();
			const old = before.get(chunk);
			for (const one of [...(old ? readEntries(old) : []), ...added]) entries.apply(one);
			return {
				organization,
				chunk,
				kind: 'bucket',
				atMs: effects.now(),
				entries: entries.toText(),
			};
		});
		lock.check();
		await store.put(SENT, after);
	}
	lock.check();
	await store.remove(
		SENT,
		{ organization },
		{ column: 'chunk', values: rows.map(({ chunk }) => chunk) },
	);
}
