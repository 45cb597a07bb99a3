import type { IHookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { LONGEST_WAIT_MS } from '../../src/http/retryTiming';
import { WaitLedger } from '../../src/http/WaitLedger';
import type { LinkedInApi } from '../../src/linkedin/LinkedInApi';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { toHookError } from '../../src/n8n/toHookError';
import {
	claimCallback,
	getCallbackUrl,
	releaseCallback,
} from '../../src/operations/push/claimCallback';
import { openLinkedIn } from '../../src/operations/connect';
import { holderOf, noteHolder } from './callbackHolders';

/** n8n waits for these calls while a person looks at the Publish button. */
const PATIENCE_MS = 15_000;

const OptionsSchema = z.object({
	takeOver: z.boolean().catch(false),
	registerTestUrl: z.boolean().catch(false),
});

/** What this node remembers of the addresses at LinkedIn, in its static data. */
const StateSchema = z.object({
	registered: z.object({ url: z.string(), organization: z.string() }).optional().catch(undefined),
	/** While the editor listens: what LinkedIn had before, if the test URL was registered. */
	test: z
		.object({ registered: z.boolean(), before: z.string().optional() })
		.optional()
		.catch(undefined),
});

/** Whether LinkedIn sends to this node already. While the editor listens, it does not have to. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	return await guarded(context, async () => {
		if (context.getMode() === 'manual') {
			context.getWorkflowStaticData('node').test = { registered: false };
			return !optionsOf(context).registerTestUrl;
		}
		const { api } = await open(context);
		const url = urlOf(context);
		if ((await getCallbackUrl(api)) !== url) return false;
		remember(context, api, url);
		return true;
	});
}

/** Gives LinkedIn this node's address and reads it back. */
export async function register(context: IHookFunctions): Promise<boolean> {
	return await guarded(context, async () => {
		const { api } = await open(context);
		const url = urlOf(context);
		const stored = context.getWorkflowStaticData('node');
		if (context.getMode() === 'manual') {
			const before = await claimCallback(api, { url, formerUrls: [], takeOver: true });
			stored.test = { registered: true, ...(before !== undefined && { before }) };
			return true;
		}
		const { registered } = StateSchema.parse(stored);
		await claimCallback(api, {
			url,
			formerUrls: [
				url.replace('/webhook/', '/webhook-test/'),
				...(registered?.organization === api.settings.organizationUrn ? [registered.url] : []),
			],
			takeOver: optionsOf(context).takeOver,
			holderOf,
			...(registered?.url === url && { servedOrganization: registered.organization }),
		});
		remember(context, api, url);
		return true;
	});
}

/** Takes this node's address away from LinkedIn, if LinkedIn still has it. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	return await guarded(context, async () => {
		const stored = context.getWorkflowStaticData('node');
		const { test, registered } = StateSchema.parse(stored);
		if (test) {
			delete stored.test;
			if (!test.registered) return true;
			const { api } = await open(context);
			return await releaseCallback(api, [urlOf(context)], test.before);
		}
		const { api } = await open(context);
		const ours = registered?.organization === api.settings.organizationUrn ? [registered.url] : [];
		const released = await releaseCallback(api, [urlOf(context), ...ours]);
		delete stored.registered;
		return released;
	});
}

async function guarded(context: IHookFunctions, work: () => Promise<boolean>): Promise<boolean> {
	try {
		return await work();
	} catch (error) {
		throw toHookError(context, error);
	}
}

async function open(context: IHookFunctions): Promise<{ api: LinkedInApi }> {
	return openLinkedIn(await readLinkedIn(context), worldOf(context), {
		ledger: new WaitLedger(),
		deadlineMs: Date.now() + PATIENCE_MS - LONGEST_WAIT_MS,
	});
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

function optionsOf(context: IHookFunctions) {
	return OptionsSchema.parse(context.getNodeParameter('options', {}));
}

function remember(context: IHookFunctions, api: LinkedInApi, url: string): void {
	noteHolder(url, context.getWorkflow().name);
	context.getWorkflowStaticData('node').registered = {
		url,
		organization: api.settings.organizationUrn,
	};
}
