import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

/** Pages on other sites that call back: each is entered in the node that shows the way to it. */
export type CallbackPurpose = 'contractChosen' | 'profileLink';

const OriginsSchema = z
	.object({ contractChosen: z.string(), profileLink: z.string() })
	.partial()
	.catch({});

/**
 * Lets the site of this page call back to the RSC Triggers of the same workflow, where they name no site themselves: the
 * address is entered once, by whoever may edit the workflow. Kept in the workflow's static data.
 */
export function allowOrigin(
	context: IExecuteFunctions,
	purpose: CallbackPurpose,
	pageUrl: string,
): void {
	if (!URL.canParse(pageUrl)) return;
	const { origin, protocol } = new URL(pageUrl);
	// Of any other address the origin is "null", as it is of every sandboxed frame.
	if (protocol !== 'https:' && protocol !== 'http:') return;
	const stored = context.getWorkflowStaticData('global');
	const origins = OriginsSchema.parse(stored.callbackOrigins);
	// n8n writes the static data of the whole workflow when any of it is set.
	if (origins[purpose] !== origin) stored.callbackOrigins = { ...origins, [purpose]: origin };
}

/** The site that may call back for this purpose, as the workflow's page has it; empty when there is none. */
export function allowedOrigin(context: IWebhookFunctions, purpose: string): string {
	const origins = OriginsSchema.parse(context.getWorkflowStaticData('global').callbackOrigins);
	return purpose === 'contractChosen' || purpose === 'profileLink' ? (origins[purpose] ?? '') : '';
}
