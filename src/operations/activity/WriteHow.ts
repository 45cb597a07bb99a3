export interface WriteHow {
	/** Whether parked ones are tried in any case, or when they are due. */
	parked: 'always' | 'whenDue';
	/** Ids that a person asked to try again. */
	asked?: ReadonlySet<string>;
	/** Time for these events in any case, in milliseconds, also when that of the run is over. */
	graceMs?: number;
}
