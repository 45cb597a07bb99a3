import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';
import type { ExportRow } from '../../state/tables';

const StoredDecisionSchema = z.object({
	kind: z.enum(['link', 'create', 'again']),
	candidateId: z.string().default(''),
	/** Takes the place of the job that the recruiter chose; empty without. */
	jobId: z.string().default(''),
	decidedAtMs: z.number(),
});
/** A decision while the export waits to be carried out. */
export type StoredDecision = z.output<typeof StoredDecisionSchema>;

/** @returns `damaged` when the column holds something else: a person has to decide again */
export function readDecision({ decision }: ExportRow): StoredDecision | 'damaged' | undefined {
	if (decision === '') return undefined;
	return StoredDecisionSchema.safeParse(fromJson(decision)).data ?? 'damaged';
}
