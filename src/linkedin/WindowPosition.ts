import { z } from 'zod';

/** From `fromMs` on, up to but not including `toMs`; epoch milliseconds. */
export interface TimeRange {
	fromMs: number;
	toMs: number;
}

/** Where a reading stands that did not come to its end; plain data, for a checkpoint. */
export const WindowPositionSchema = z.object({
	/** What is left, the one at work first. */
	ranges: z.array(z.object({ fromMs: z.number(), toMs: z.number() })),
	/** How many elements of the first range were read. */
	start: z.number().int().nonnegative(),
	/** The last of them, to see whether the pages have shifted; null at the beginning. */
	lastId: z.string().nullable(),
	/** How often the first range was begun anew. */
	rereads: z.number().int().nonnegative(),
	/** How many pages in a row brought nothing new. */
	stale: z.number().int().nonnegative().default(0),
	/** Tells whether a page is the one before again. */
	lastPage: z.string().nullable().default(null),
});
export type WindowPosition = z.infer<typeof WindowPositionSchema>;

/** At the beginning of a range. */
export const AT_START = { start: 0, lastId: null, rereads: 0, stale: 0, lastPage: null } as const;
