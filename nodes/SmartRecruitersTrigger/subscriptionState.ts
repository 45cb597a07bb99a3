import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

const StateSchema = z.object({ subscriptionId: z.string().optional().catch(undefined) });

/** The subscription that this node made; n8n keeps it with the workflow, one per node. */
export function readSubscriptionId(
	context: IHookFunctions | IWebhookFunctions,
): string | undefined {
	return StateSchema.parse({ ...context.getWorkflowStaticData('node') }).subscriptionId;
}

export function writeSubscriptionId(context: IHookFunctions, subscriptionId?: string): void {
	const stored = context.getWorkflowStaticData('node');
	if (subscriptionId === undefined) delete stored.subscriptionId;
	else stored.subscriptionId = subscriptionId;
}
