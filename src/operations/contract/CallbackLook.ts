import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';

const LookSchema = z.object({
	state: z.enum(['working', 'deaf', 'foreign', 'missing']),
	/** What is wrong, and what to do; empty when nothing is. */
	problem: z.string(),
	whatToDo: z.string(),
	lookedAtMs: z.number(),
	/** 0 when nobody had to be told. */
	toldAtMs: z.number(),
});
/** The last look, as it is kept. */
export type CallbackLook = z.output<typeof LookSchema>;

/** The look before, as it was kept; unreadable is none. */
export function parseLook(kept: string): CallbackLook | undefined {
	return LookSchema.safeParse(fromJson(kept)).data;
}
