import type { RecordRef } from '../errors/RecordRef';

/** An element of a list that could not be read: parked by the caller under its id, with the field's name. */
export interface MalformedRecord extends RecordRef {
	/** A field path such as `primaryAssignment.job.id`; never a value. */
	field: string;
	/** Whether the record itself is in `content`, without the part that could not be read. */
	partial?: true;
}

/**
 * One page of a list, read element by element: one odd record never costs the others. Of records with the same id on one
 * page, the last one counts.
 */
export interface Page<T> {
	content: T[];
	malformed: MalformedRecord[];
	/** As the vendor tells it; absent where it does not, or not in a form that is a number. */
	totalFound?: number | undefined;
	/** The cursor of the next page, from the body or from the `Link` header; absent at the end. */
	nextPageId?: string | undefined;
	/** The ids of all elements, those that could not be read included, as the vendor ordered them: for `PageGuard`. */
	ids: readonly string[];
	/** Set when elements have no id of their own: two pages may then look the same, and be two all the same. */
	anonymous?: true;
	/** How many were asked for. */
	limit?: number | undefined;
}
