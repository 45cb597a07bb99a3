import type { Counts } from './Counts';

/** A size of a company that a cost may grow with. */
export type Dimension = 'people' | 'jobs' | 'seats' | 'contracts' | 'tombstones' | 'parked';

/** A job that comes again and again, measured by one size of the company. */
export interface GrowthJob {
	name: string;
	by: Dimension;
	/** How often a day it runs; undefined where a record makes it run. */
	runsPerDay?: number;
	sizes: readonly [number, number, number];
	/** The size at which the table tells what it comes to. */
	at: number;
	/** Whether it makes no call, and rows are told instead. */
	rowsAlone?: boolean;
	/** The largest exponents that are promised: of both vendors' calls together, and of rows read and written. */
	promised: { calls: number; rows: number };
	measure: (size: number) => Promise<Counts>;
}
