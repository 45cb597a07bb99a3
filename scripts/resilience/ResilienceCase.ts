/** What became of a case, as seen from outside. */
export interface Verdict {
	ok: boolean;
	/** What the product does, in a few words. */
	got: string;
}

/** The smallest input of a kind of fault that other people's integrations had. */
export interface ResilienceCase {
	/** Of the table in issue 13. */
	row: number;
	kind: string;
	input: string;
	wanted: string;
	/** Plays the input in a sandbox of its own, through the operations that are shipped. */
	run(): Promise<Verdict>;
}
