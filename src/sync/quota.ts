import { z } from 'zod';

/** What a kind of run has taken of the day, so that its runs together take no more than their share. */
export const QuotaSchema = z.object({
	linkedInDay: z.object({ day: z.number().int(), used: z.number().int() }),
});
export type QuotaState = z.infer<typeof QuotaSchema>;

/** Of a run that begins. */
export const untouchedQuota = (): QuotaState => ({ linkedInDay: { day: 0, used: 0 } });
