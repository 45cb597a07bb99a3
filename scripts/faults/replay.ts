import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { liveOnce } from './worlds/liveOnce';
import { ARRIVALS, HTTP_KINDS, type Plan, STATE_KINDS, TABLE_FAULTS } from './worlds/Plan';

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

/** Lives the world of a file twice, tells its whole history, and whether both were the same. */
export async function replay(file: string): Promise<boolean> {
	const plan = PlanSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) as Plan;
	const once = await liveOnce(plan);
	const again = await liveOnce(plan);
	for (const line of once.history) console.log(line);
	for (const { promise, what } of once.findings) console.log(`${promise}: ${what}`);
	const same = once.hash === again.hash;
	console.log(same ? `Twice the same: ${once.hash}` : `Not the same: ${once.hash}, ${again.hash}`);
	return same && once.findings.length === 0;
}
