import { z } from 'zod';

/** What the limits still owe, so that the chunks of a run together keep them. */
export const QuotaSchema = z.object({
	linkedInRecordsPaidUntilMs: z.number(),
	smartRecruitersPaidUntilMs: z.number(),
	/** What SmartRecruiters may still count; missing when nothing was sent lately. */
	smartRecruitersAnswered: z.object({ units: z.number(), answeredAtMs: z.number() }).optional(),
	linkedInDay: z.object({ day: z.number().int(), used: z.number().int() }),
});
export type QuotaState = z.infer<typeof QuotaSchema>;

/** Of a run that begins. */
export const untouchedQuota = (): QuotaState => ({
	linkedInRecordsPaidUntilMs: 0,
	smartRecruitersPaidUntilMs: 0,
	linkedInDay: { day: 0, used: 0 },
});
