import { createHash } from 'node:crypto';
import type { Tail } from './checkpoint';

/** How far before a run's beginning changes are looked at again: clocks differ (SmartRecruiters reference §15). */
export const OVERLAP_MS = 600_000;

/** Adds one list item to a fingerprint in which the order does not matter. */
export function addToTail(tail: Tail, recordId: string, updatedOnMs: number | undefined): Tail {
	const digest = createHash('sha256')
		.update(`${recordId} ${updatedOnMs ?? ''}`)
		.digest();
	return {
		count: tail.count + 1,
		// 48 bits stay exact in a JavaScript number.
		fingerprint: (tail.fingerprint + digest.readUIntBE(0, 6)) % 2 ** 48,
	};
}

/** Whether an item belongs to the part of a list that the next run will read again. */
export function belongsToTail(updatedOnMs: number | undefined, startedAtMs: number): boolean {
	return updatedOnMs === undefined || updatedOnMs >= startedAtMs - OVERLAP_MS;
}

export function sameTail(a: Tail, b: Tail): boolean {
	return a.count === b.count && a.fingerprint === b.fingerprint;
}
