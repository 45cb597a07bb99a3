import { chunks } from '../basics/chunks';
import { LockLostError } from '../errors/LockLostError';
import { type HeldLock, type LockOptions, withLock } from './Lock';
import { readEntries, SentEntries } from './SentEntries';
import { sentKeys } from './sentKeys';
import type { StateStore } from './StateStore';
import { SENT, type SentRow } from './tables';

export type SentKeeping = Pick<LockOptions, 'store' | 'effects' | 'owner'>;

/** Buckets are rewritten together up to so many letters: taken apart, they take several times as much memory. */
const LETTERS_AT_ONCE = 1_000_000;
/** The first time, when nobody knows how long they are. */
const BUCKETS_AT_FIRST = 100;
/** Each time costs some statements. */
const LEAST_BUCKETS = 10;
const ROWS_AT_ONCE = 200;

/** The log, in the order in which things happened. */
export async function readSentLog(store: StateStore, organization: string): Promise<SentRow[]> {
	const rows = await store.read(SENT, { organization, kind: { not: 'bucket' } });
	return rows.sort((a, b) => a.atMs - b.atMs);
}

/** Rows of the log that can be moved. */
export function movableRows(log: readonly SentRow[]): SentRow[] {
	return log.filter(({ kind }) => kind === 'sent' || kind === 'gone');
}

/** What a page of people takes in the log, at the most. */
const LETTERS_OF_PAGE = 20_000;

/** How many pages of people these rows of the log hold, about: several pages may share a row. */
export function pagesIn(rows: ReadonlyArray<Pick<SentRow, 'entries'>>): number {
	return rows.reduce(
		(sum, { entries }) => sum + Math.max(1, Math.round(entries.length / LETTERS_OF_PAGE)),
		0,
	);
}

/** A log of so many pages is moved in any case: every look at the table reads it. */
const LONGEST_LOG = 400;
/** Each page of people touches a hundred buckets: so many times a log is rewritten with them, at the most. */
const MOST_REWRITTEN = 8;

/**
 * Whether moving the log is worth rewriting the buckets that it touches, which are nearly all of them after a few pages:
 * the larger the company, the longer the log. One bucket tells how large they are.
 */
async function isWorthMoving(
	store: StateStore,
	organization: string,
	rows: readonly SentRow[],
): Promise<boolean> {
	if (pagesIn(rows) >= LONGEST_LOG) return true;
	const [chunk = ''] = sentKeys.buckets(organization);
	const [bucket] = await store.read(SENT, { organization, chunk });
	const inBuckets = (bucket?.entries.length ?? 0) * sentKeys.buckets(organization).length;
	const inLog = rows.reduce((sum, { entries }) => sum + entries.length, 0);
	return inBuckets <= inLog * MOST_REWRITTEN;
}

/**
 * Moves what the log says into the buckets. Buckets are written before the rows of the log go: killed in between, the
 * next one repeats it, which changes nothing. Of several at once, one works.
 *
 * @param when `worthIt` leaves a log as it is that is short beside the buckets
 * @returns whether it was left
 */
export async function compactSent(
	keeping: SentKeeping,
	organization: string,
	when: 'now' | 'worthIt',
): Promise<boolean> {
	let isLeft = false;
	try {
		await withLock({ ...keeping, name: `${organization}:sent` }, async (lock) => {
			const log = await readSentLog(keeping.store, organization);
			const rows = movableRows(log);
			isLeft = when === 'worthIt' && !(await isWorthMoving(keeping.store, organization, rows));
			if (isLeft) return;
			for (const some of chunks(rows, ROWS_AT_ONCE)) await move(keeping, organization, some, lock);
		});
	} catch (error) {
		// Somebody else goes on with it.
		if (!(error instanceof LockLostError)) throw error;
	}
	return isLeft;
}

async function move(
	{ store, effects }: SentKeeping,
	organization: string,
	rows: readonly SentRow[],
	lock: HeldLock,
): Promise<void> {
	const byBucket = sortByBucket(organization, rows);
	let left = [...byBucket];
	// Of a large company, they are about so many times as long as the log.
	const inLog = rows.reduce((sum, { entries }) => sum + entries.length, 0);
	const letters = (inLog * MOST_REWRITTEN) / sentKeys.buckets(organization).length;
	let most = Math.min(BUCKETS_AT_FIRST, bucketsOf(letters));
	while (left.length > 0) {
		const some = left.slice(0, most);
		left = left.slice(most);
		const values = some.map(([bucket]) => bucket);
		const found = await store.read(SENT, { organization }, { anyOf: { column: 'chunk', values } });
		const before = new Map(found.map((row) => [row.chunk, row]));
		const after = some.map(([chunk, added]): SentRow => {
			const entries = new SentEntries();
			const old = before.get(chunk);
			for (const part of [...(old ? [old] : []), ...added])
				for (const one of readEntries(part)) entries.apply(one);
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
		const written = after.reduce((sum, { entries }) => sum + entries.length, 0);
		most = bucketsOf(written / after.length);
	}
	lock.check();
	await store.remove(
		SENT,
		{ organization },
		{ column: 'chunk', values: rows.map(({ chunk }) => chunk) },
	);
}

/** How many buckets of so many letters each are rewritten together. */
function bucketsOf(letters: number): number {
	return Math.max(LEAST_BUCKETS, Math.floor(LETTERS_AT_ONCE / letters));
}

type Part = Pick<SentRow, 'kind' | 'entries'>;

/** What rows of the log say, in their order, by bucket; as text, which takes less than half the memory. */
function sortByBucket(organization: string, rows: readonly SentRow[]): Map<string, Part[]> {
	const byBucket = new Map<string, Part[]>();
	for (const row of rows)
		for (const { key, rest } of readEntries(row)) {
			const bucket = sentKeys.bucketOf(organization, key);
			const part = { kind: row.kind, entries: JSON.stringify([[key, ...rest]]) };
			const others = byBucket.get(bucket);
			if (others) others.push(part);
			else byBucket.set(bucket, [part]);
		}
	return byBucket;
}
