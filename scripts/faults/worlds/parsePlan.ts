import { z } from 'zod';
import { ARRIVALS, HTTP_KINDS, type Plan, STATE_KINDS, TABLE_FAULTS } from './Plan';

const PlanSchema = z.object({
	workload: z.string(),
	seed: z.number(),
	faults: z.array(
		z.object({
			at: z.string(),
			nth: z.number(),
			kind: z.enum([...HTTP_KINDS, ...STATE_KINDS]),
		}),
	),
	arrival: z.enum(ARRIVALS),
	twice: z.boolean(),
	secondAfterMs: z.number().optional(),
	skewMs: z.number(),
	backAtStep: z.number().optional(),
	steps: z.number().optional(),
	realTables: z.boolean().optional(),
	variant: z.string().optional(),
	summerTimeEnds: z.boolean(),
	shifting: z.boolean(),
	table: z.object({ table: z.string(), how: z.enum(TABLE_FAULTS), step: z.number() }).optional(),
	outage: z
		.object({
			vendor: z.enum(['LinkedIn', 'SmartRecruiters']),
			step: z.number(),
			steps: z.number(),
		})
		.optional(),
});

/** A plan of a file. @throws ZodError when it is none */
export const parsePlan = (value: unknown): Plan => PlanSchema.parse(value) as Plan;
