import { z } from 'zod';

/**
 * What LinkedIn's documents leave open and one trial tells: plain data, to be kept per organization. What is absent was
 * not tried, or the trial told nothing.
 */
export const LearnedSchema = z.object({
	/** Whether stages of many applications go in one call (LinkedIn reference §15.3). */
	batchableStages: z.boolean().optional().catch(undefined),
	/** Where exported candidates are found (§7.1). */
	exportedCandidates: z.enum(['v2', 'rest']).optional().catch(undefined),
	/** Which generation takes access control lists (§11). */
	acls: z.enum(['v2', 'rest']).optional().catch(undefined),
});
export type Learned = z.infer<typeof LearnedSchema>;
