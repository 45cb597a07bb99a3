import { z } from 'zod';
import { QuotaSchema, untouchedQuota } from '../quota';

const SideSchema = z.object({
	/** What SmartRecruiters has and may leave. */
	company: z.number().int(),
	/** How much of that LinkedIn holds. */
	linkedIn: z.number().int(),
	withheld: z.number().int(),
	/** What LinkedIn would refuse. */
	refused: z.number().int(),
	/** Found missing, different, or where they must not be. */
	differences: z.number().int(),
});
export type Side = z.infer<typeof SideSchema>;

/** Where a reconciliation stands, and what it has counted. */
export const ReconcileStateSchema = z.object({
	version: z.literal(1),
	organizationUrn: z.string(),
	phase: z.enum(['jobs', 'people', 'tombstones', 'done']),
	pageId: z.string().nullable(),
	startedAtMs: z.number(),
	jobs: SideSchema,
	candidates: SideSchema,
	/** Compared to the last field, with applications. */
	sampled: z.number().int(),
	/** Deleted people whom LinkedIn held again. */
	resurrected: z.number().int(),
	quota: QuotaSchema,
});
export type ReconcileState = z.infer<typeof ReconcileStateSchema>;

export function startReconcile(organizationUrn: string, nowMs: number): ReconcileState {
	const side = (): Side => ({ company: 0, linkedIn: 0, withheld: 0, refused: 0, differences: 0 });
	return {
		version: 1,
		organizationUrn,
		phase: 'jobs',
		pageId: null,
		startedAtMs: nowMs,
		jobs: side(),
		candidates: side(),
		sampled: 0,
		resurrected: 0,
		quota: untouchedQuota(),
	};
}

/** One thing in which the two sides are not the same. */
export interface Difference {
	kind: 'job' | 'candidate' | 'application';
	recordId: string;
	difference: 'missing' | 'different' | 'must not be there' | 'not closed' | 'closed';
	/** Names only. */
	fields: string[];
}
