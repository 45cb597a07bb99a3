import type { IHookFunctions, IPollFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConnectorError } from '../../src/errors/ConnectorError';
import { LONGEST_WAIT_MS } from '../../src/http/retryTiming';
import { WaitLedger } from '../../src/http/WaitLedger';
import type { LinkedInApi } from '../../src/linkedin/LinkedInApi';
import { readLinkedIn, worldOf } from '../../src/n8n/readConnection';
import { toHookError } from '../../src/n8n/toHookError';
import { toTriggerError } from '../../src/n8n/toTriggerError';
import {
	claimCallback,
	claimOnceRequested,
	getCallbackUrl,
	releaseCallback,
} from '../../src/operations/push/claimCallback';
import { openLinkedIn } from '../../src/operations/connect';
import { holderOf, noteHolder } from './callbackHolders';

/** n8n waits for these calls while a person looks at the Publish button. */
const PATIENCE_MS = 15_000;
/** One context for each activation. */
const polledBefore = new WeakSet<object>();

const OptionsSchema = z.object({
	takeOver: z.boolean().catch(false),
	registerTestUrl: z.boolean().catch(false),
});

/** What this node remembers of the addresses at LinkedIn, in its static data. */
const StateSchema = z.object({
	registered: z.object({ url: z.string(), organization: z.string() }).optional().catch(undefined),
	/** The address that LinkedIn is given as soon as access has been requested. */
	waiting: z.string().optional().catch(undefined),
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
		delete stored.waiting;
		if (!(await claim(context, api, url))) {
			stored.waiting = url;
			context.logger.info(
				'RSC Trigger gives LinkedIn its address as soon as access has been requested',
			);
		}
		return true;
	});
}

/**
 * A workflow may be published before access was requested at LinkedIn, which has no place for an address then: asked at
 * each poll, this registers the address as soon as LinkedIn takes it.
 *
 * @throws NodeApiError, NodeOperationError once, when LinkedIn will not take it
 */
export async function registerWhenRequested(context: IPollFunctions): Promise<void> {
	const stored = context.getWorkflowStaticData('node');
	const { waiting } = StateSchema.parse(stored);
	if (waiting === undefined || context.getMode() === 'manual') return;
	// What n8n throws away with the first poll is the whole trigger; and that poll comes right after publishing.
	if (!polledBefore.has(context)) {
		polledBefore.add(context);
		return;
	}
	try {
		const { api } = await open(context);
		if (await claim(context, api, waiting)) delete stored.waiting;
	} catch (error) {
		if (error instanceof ConnectorError && error.fate === 'stop') {
			delete stored.waiting;
			throw toTriggerError(context.getNode(), error);
		}
		context.logger.warn('RSC Trigger could not give LinkedIn its address, and tries again');
	}
}

/** @returns whether LinkedIn has the address: false before access was requested */
async function claim(
	context: IHookFunctions | IPollFunctions,
	api: LinkedInApi,
	url: string,
): Promise<boolean> {
	const { registered } = StateSchema.parse(context.getWorkflowStaticData('node'));
	const isClaimed = await claimOnceRequested(api, {
		url,
		formerUrls: [
			url.replace('/webhook/', '/webhook-test/'),
			...(registered?.organization === api.settings.organizationUrn ? [registered.url] : []),
		],
		takeOver: optionsOf(context).takeOver,
		holderOf,
		...(registered?.url === url && { servedOrganization: registered.organization }),
	});
	if (isClaimed) remember(context, api, url);
	return isClaimed;
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
		delete stored.waiting;
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

async function open(context: IHookFunctions | IPollFunctions): Promise<{ api: LinkedInApi }> {
	return openLinkedIn(await readLinkedIn(context), worldOf(context), {
		ledger: new WaitLedger(),
		deadlineMs: Date.now() + PATIENCE_MS - LONGEST_WAIT_MS,
	});
}

function urlOf(context: IHookFunctions): string {
	return context.getNodeWebhookUrl('default') ?? '';
}

function optionsOf(context: IHookFunctions | IPollFunctions) {
	return OptionsSchema.parse(context.getNodeParameter('options', {}));
}

function remember(context: IHookFunctions | IPollFunctions, api: LinkedInApi, url: string): void {
	noteHolder(url, context.getWorkflow().name);
	context.getWorkflowStaticData('node').registered = {
		url,
		organization: api.settings.organizationUrn,
	};
}
