import { z } from 'zod';
import { LIST_START, ListCursorSchema } from '../ListCursor';
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

const PHASES = ['jobs', 'people', 'leftovers', 'absent', 'tombstones', 'done'] as const;

/** Where a reconciliation stands, and what it has counted. */
export const ReconcileStateSchema = z.object({
	version: z.literal(1),
	phase: z.enum(PHASES),
	/** Of the list of jobs, then of the list of candidates. */
	list: ListCursorSchema,
	/**
	 * Candidates of the last page of whom applications are looked for that SmartRecruiters has no more, and for the first of
	 * them the last job that was tried; empty at the beginning.
	 */
	leftovers: z.object({ candidateIds: z.array(z.string()), afterJobId: z.string() }),
	/** Keys of parked records that SmartRecruiters did not show, and that its lists have not shown so far. */
	absent: z.array(z.string()),
	/** The last of the deleted people who was asked for; empty at the beginning. */
	tombstone: z.string(),
	startedAtMs: z.number(),
	jobs: SideSchema,
	candidates: SideSchema,
	/** Compared to the last field, with applications. */
	sampled: z.number().int(),
	/** Deleted people whom LinkedIn held again. */
	resurrected: z.number().int(),
	/** Names of what differed, for people, in words; at most twenty. */
	named: z.array(z.string()),
	/** Set when so much is absent that rights may have changed. */
	warning: z.string(),
	quota: QuotaSchema,
});
export type ReconcileState = z.infer<typeof ReconcileStateSchema>;

/** @param absent keys of parked records that SmartRecruiters did not show */
export function startReconcile(nowMs: number, absent: readonly string[]): ReconcileState {
	const side = (): Side => ({ company: 0, linkedIn: 0, withheld: 0, refused: 0, differences: 0 });
	return {
		version: 1,
		phase: 'jobs',
		list: LIST_START,
		leftovers: { candidateIds: [], afterJobId: '' },
		absent: [...absent],
		tombstone: '',
		startedAtMs: nowMs,
		jobs: side(),
		candidates: side(),
		sampled: 0,
		resurrected: 0,
		named: [],
		warning: '',
		quota: untouchedQuota(),
	};
}
