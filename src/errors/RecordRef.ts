/** Which record something is about: never more than its kind and its key. */
export interface RecordRef {
	/** In the vendor client's words, for example `candidate`, `job`, `history`. */
	kind: string;
	/** The vendor's key. */
	recordId: string;
}
