import type { RecordKind, Rejection } from '../mapping/Rejection';
import type { PersonRow } from '../state/tables';
import type { Deletion } from './Deletion';

/** Whom LinkedIn recognised in a candidate, or a recruiter linked. */
export type Match = Pick<PersonRow, 'person' | 'candidateId'> & { knownBy: 'by hand' | 'match' };

/** What came of a piece of work, and has to be stored before its checkpoint. */
export interface Outcome {
	/** Records that went, or need not go: they are parked no more. */
	settled: ReadonlyArray<{ kind: RecordKind; recordId: string }>;
	/** Records that did not go: they are parked. */
	rejections: readonly Rejection[];
	/** What LinkedIn holds no more. */
	deletions: readonly Deletion[];
	matches: readonly Match[];
	/** Candidates who had been taken for deleted, and were seen again. */
	seenAgain: readonly string[];
	/** How many people were kept back by a sharing rule. */
	withheld: number;
	/**
	 * How much of what the ledger holds for gone belongs to this, where more is under way already (`SentLedger.storeGone`);
	 * else all of it does.
	 */
	goneUpTo?: number | undefined;
}

/** Several outcomes as one. */
export function joined(outcomes: ReadonlyArray<Partial<Outcome>>): Outcome {
	const marks = outcomes.flatMap(({ goneUpTo }) => goneUpTo ?? []);
	return {
		settled: outcomes.flatMap((one) => one.settled ?? []),
		rejections: outcomes.flatMap((one) => one.rejections ?? []),
		deletions: outcomes.flatMap((one) => one.deletions ?? []),
		matches: outcomes.flatMap((one) => one.matches ?? []),
		seenAgain: outcomes.flatMap((one) => one.seenAgain ?? []),
		withheld: outcomes.reduce((sum, one) => sum + (one.withheld ?? 0), 0),
		...(marks.length > 0 && { goneUpTo: Math.max(...marks) }),
	};
}
