import type { Difference } from './Difference';
import type { ReconcileState, Side } from './ReconcileState';

/** More are counted, but not named. */
const MOST_NAMED = 20;

/** A side's counts with those of one page. */
export function counted(before: Side, more: Side): Side {
	return {
		company: before.company + more.company,
		linkedIn: before.linkedIn + more.linkedIn,
		withheld: before.withheld + more.withheld,
		refused: before.refused + more.refused,
		differences: before.differences + more.differences,
	};
}

/** What differed, in words and by id, as long as there is room. */
export function named({ named: before }: ReconcileState, found: readonly Difference[]): string[] {
	const words = found.map(
		({ kind, recordId, difference, fields }) =>
			`${kind} ${recordId} ${difference}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`,
	);
	return [...before, ...words.slice(0, Math.max(0, MOST_NAMED - before.length))];
}
