import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

/** How many event ids are remembered, to drop repetitions: static data must stay small. */
const MOST_RECENT_IDS = 400;

const StateSchema = z
	.object({
		subscriptionId: z.string().optional(),
		/** Signing keys that hold, newest first. */
		keys: z.array(z.string()).default([]),
		/** Oldest first. */
		recentIds: z.array(z.string()).default([]),
	})
	.catch({ keys: [], recentIds: [] });
export type SubscriptionState = z.infer<typeof StateSchema>;

/** What the node remembers between calls: n8n keeps it with the workflow, one per node. */
export function readState(context: IHookFunctions | IWebhookFunctions): SubscriptionState {
	return StateSchema.parse({ ...context.getWorkflowStaticData('node') });
}

export function writeState(
	context: IHookFunctions | IWebhookFunctions,
	state: SubscriptionState,
): void {
	const data = context.getWorkflowStaticData('node');
	for (const name of Object.keys(data)) delete data[name];
	Object.assign(data, state);
}

/**
 * Ids by workflow and node, beside those in static data: two calls at the same moment both read static data before
 * either has saved it.
 */
const inThisProcess = new Map<string, Set<string>>();

/** Whether this event came before; from now on it has. */
export function isRepeat(context: IWebhookFunctions, eventId: string): boolean {
	const owner = `${context.getWorkflow().id ?? ''}:${context.getNode().id}:${context.getMode()}`;
	const seen = inThisProcess.get(owner) ?? new Set<string>();
	inThisProcess.set(owner, seen);
	const state = readState(context);
	if (seen.has(eventId) || state.recentIds.includes(eventId)) return true;
	seen.add(eventId);
	for (const oldest of seen) {
		if (seen.size <= MOST_RECENT_IDS) break;
		seen.delete(oldest);
	}
	writeState(context, {
		...state,
		recentIds: [...state.recentIds, eventId].slice(-MOST_RECENT_IDS),
	});
	return false;
}
