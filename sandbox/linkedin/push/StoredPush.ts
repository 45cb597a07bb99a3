import { z } from 'zod';

const AttemptSchema = z.object({
	atMs: z.number(),
	/** HTTP status; null when there was no answer, or nothing was sent. */
	status: z.number().nullable(),
	ms: z.number(),
	why: z.string(),
});

export const PushSchema = z.object({
	id: z.string(),
	clientId: z.string(),
	type: z.string(),
	/** What the second call finds. */
	payload: z.array(z.unknown()),
	createdAtMs: z.number(),
	expiresAtMs: z.number(),
	status: z.enum(['waiting', 'held', 'delivered', 'failed', 'blocked', 'no callback']),
	attempts: z.array(AttemptSchema),
});
/** A notification: what it is about, and what became of it. */
export type StoredPush = z.infer<typeof PushSchema>;

export const DeliverySchema = z.object({
	pushId: z.string(),
	dueAtMs: z.number(),
	/** Order among those that are due at once. */
	turn: z.number(),
	held: z.boolean(),
	/** How many more times it is tried after a failure. */
	triesLeft: z.number(),
});
/** One sending of a push that is still to come. */
export type Delivery = z.infer<typeof DeliverySchema>;
