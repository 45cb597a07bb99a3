import { type Checkpoint, STREAMS, type Stream } from './checkpoint';

export type CountChanges = Partial<
	Record<Stream, { done?: number; rejected?: number; leftOut?: number; total?: number | null }>
>;

/** A checkpoint that has moved on, with what was done added to its counts. */
export function advanced(
	checkpoint: Checkpoint,
	change: Partial<Omit<Checkpoint, 'counts'>>,
	changes: CountChanges = {},
): Checkpoint {
	const counts = { ...checkpoint.counts };
	for (const stream of STREAMS) {
		const more = changes[stream];
		if (!more) continue;
		const before = counts[stream];
		counts[stream] = {
			done: before.done + (more.done ?? 0),
			rejected: before.rejected + (more.rejected ?? 0),
			leftOut: before.leftOut + (more.leftOut ?? 0),
			total: more.total === undefined ? before.total : more.total,
		};
	}
	return { ...checkpoint, ...change, counts };
}
