import type { RecordKind } from '../../mapping/Rejection';

/** One thing in which the two sides are not the same. */
export interface Difference {
	kind: RecordKind;
	recordId: string;
	difference: 'missing' | 'different' | 'must not be there' | 'not closed' | 'closed';
	/** Whose it is, unless it is a job. */
	candidateId?: string;
	/** Names only. */
	fields: string[];
}
