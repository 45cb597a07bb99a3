import { z } from 'zod';
import { LIST_START, ListCursorSchema } from '../ListCursor';

/** A comparison of all jobs that is under way. */
const PassSchema = z.object({
	startedAtMs: z.number(),
	/** Of SmartRecruiters' jobs. */
	list: ListCursorSchema,
	jobs: z.number().int(),
	open: z.number().int(),
	nobody: z.number().int(),
	withoutSeat: z.number().int(),
	/** Whether what LinkedIn holds is read, because nobody remembers it. */
	reads: z.boolean(),
});
export type VisibilityPass = z.infer<typeof PassSchema>;

/** Where Sync Visibility stands. */
export const VisibilityStateSchema = z.object({
	version: z.literal(1),
	pass: PassSchema.nullable(),
	/** When the last finished comparison of all jobs began; 0 before the first. */
	comparedAtMs: z.number(),
	/** Whether a comparison has to be made before it is due: somebody has a group now that no job names yet. */
	isDue: z.boolean(),
	/** The choice that the last comparison was made for. */
	choice: z.string(),
	/** The choice whose scheme is being left: its groups go once those of the new one are all written. Empty when none is. */
	leaving: z.string().default(''),
	/** The first switch: jobs are sent again, so that each says whether it is restricted. */
	resend: z.object({ list: ListCursorSchema, dueAtMs: z.number() }).nullable(),
	/** Of the last finished comparison: what people are told. */
	counts: z.object({
		jobs: z.number().int(),
		open: z.number().int(),
		nobody: z.number().int(),
		withoutSeat: z.number().int(),
	}),
});
export type VisibilityState = z.infer<typeof VisibilityStateSchema>;

/** Before the first page of jobs that are sent again. */
export const RESEND_START = { list: LIST_START, dueAtMs: 0 };

export function startVisibility(): VisibilityState {
	return {
		version: 1,
		pass: null,
		comparedAtMs: 0,
		isDue: true,
		choice: '',
		leaving: '',
		resend: null,
		counts: { jobs: 0, open: 0, nobody: 0, withoutSeat: 0 },
	};
}
