import { z } from 'zod';
import { LIST_START, ListCursorSchema } from '../ListCursor';
import { QuotaSchema, untouchedQuota } from '../quota';

const PHASES = ['people', 'known', 'jobs', 'checkPeople', 'checkJobs', 'done'] as const;

/** Where the removal of everything stands, and what it has counted. */
export const RemovalStateSchema = z.object({
	version: z.literal(1),
	phase: z.enum(PHASES),
	/** Of the list that the phase reads. */
	list: ListCursorSchema,
	/** The last candidate of whom nobody knows the jobs who was looked for, by id; empty at the beginning. */
	known: z.string(),
	/** Of the candidate after that one: the last job of whom an application was looked for. */
	knownAfterJobId: z.string(),
	/** Candidates whom a list named and nothing more: to which jobs they applied is not known either. */
	unread: z.array(z.string()),
	startedAtMs: z.number(),
	candidates: z.number().int(),
	applications: z.number().int(),
	jobs: z.number().int(),
	/** Looked up again afterwards, and what LinkedIn still held then. */
	checkedCandidates: z.number().int(),
	checkedJobs: z.number().int(),
	remainingCandidates: z.number().int(),
	remainingJobs: z.number().int(),
	/** Jobs of which LinkedIn did not tell whether they are closed. */
	unprovenJobs: z.number().int(),
	/** Epoch milliseconds before which asking about jobs makes no sense. */
	jobsDueAtMs: z.number(),
	quota: QuotaSchema,
});
export type RemovalState = z.infer<typeof RemovalStateSchema>;

export function startRemoval(nowMs: number): RemovalState {
	return {
		version: 1,
		phase: 'people',
		list: LIST_START,
		known: '',
		knownAfterJobId: '',
		unread: [],
		startedAtMs: nowMs,
		candidates: 0,
		applications: 0,
		jobs: 0,
		checkedCandidates: 0,
		checkedJobs: 0,
		remainingCandidates: 0,
		remainingJobs: 0,
		unprovenJobs: 0,
		jobsDueAtMs: 0,
		quota: untouchedQuota(),
	};
}
