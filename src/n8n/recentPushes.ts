import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { RecentIds } from '../operations/push/RecentIds';

/** Days of exports for a large company; some kilobytes of static data. */
const CAPACITY = 500;

const SeenSchema = z.object({ seen: z.array(z.string()).catch([]) });

/**
 * n8n reads the static data anew for every call, so calls at the same moment do not see each other there: within one
 * process they meet here.
 */
const byNode = new Map<string, RecentIds>();

export interface RecentPushes {
	isKnown: (identity: string) => boolean;
	remember: (identity: string) => void;
	/** So that the same push counts as new when it comes again. */
	forget: (identity: string) => void;
}

/**
 * What this trigger has accepted lately: in memory, and in the node's static data for after a restart. What the editor
 * listened to does not count for the published workflow.
 */
export function recentPushes(context: IWebhookFunctions): RecentPushes {
	const stored = context.getWorkflowStaticData('node');
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}:${context.getMode()}`;
	const recent =
		(context.getMode() === 'manual' ? undefined : byNode.get(key)) ?? new RecentIds(CAPACITY);
	byNode.set(key, recent);
	recent.addOlder(SeenSchema.parse(stored).seen);
	return {
		isKnown: (identity) => recent.has(identity),
		remember: (identity) => {
			recent.add(identity);
			stored.seen = recent.toArray();
		},
		forget: (identity) => {
			recent.delete(identity);
			stored.seen = recent.toArray();
		},
	};
}
