import { z } from 'zod';
import { DEFAULT_PROFILE_URL } from '../../mapping/candidateToLinkedIn';
import { PLACEHOLDER_DOMAIN } from '../../mapping/placeholderEmail';

/** How exports are carried out. Kept with the queue, so that decisions are applied in the same way. */
export const ExportOptionsSchema = z.object({
	/** Where Recruiter finds the candidate; template with `{candidateId}`. */
	profileUrl: z
		.string()
		.default('')
		.transform((url) => url || DEFAULT_PROFILE_URL),
	/** For people without an e-mail. */
	placeholderDomain: z.string().default(PLACEHOLDER_DOMAIN),
	/** Besides those that every export carries. */
	tags: z.array(z.string()).default([]),
	/** Where applications came from, as `PAID/JOB_BOARD/{id}`; without it, the source labelled `LinkedIn`. */
	sourceKey: z.string().optional(),
	/** Takes the place of the job that the recruiter chose. */
	jobId: z.string().optional(),
	/** Without it, applications stay as SmartRecruiters makes them: new. */
	startStatus: z.object({ status: z.string(), subStatus: z.string().optional() }).optional(),
	/** Whether somebody of the same name sends an export to review, although nothing else agrees. */
	askAboutNamesakes: z.boolean().default(false),
	/** SmartRecruiters may refuse, or double, a candidate who is put on a further job: whether to try, or to ask at once. */
	addToAnotherJob: z.enum(['try', 'ask']).default('try'),
	/** How long SmartRecruiters' search may lag behind its writes, in milliseconds. */
	searchLagMs: z.number().nonnegative().default(30_000),
});
export type ExportOptions = z.output<typeof ExportOptionsSchema>;
