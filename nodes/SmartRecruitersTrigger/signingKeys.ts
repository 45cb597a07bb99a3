import type { IWebhookFunctions } from 'n8n-workflow';
import { MINUTE_MS } from '../../src/basics/durations';
import { getSecretKey } from '../../src/smartrecruiters/webhooks';
import { openApi } from './openApi';

/** SmartRecruiters waits five seconds for an answer; asking for a key has to fit in (reference §10.3). */
const ASK_WITHIN_MS = 2_000;
/** How often calls that nobody signed may make this node ask. */
const ASK_EVERY_MS = MINUTE_MS;
/** After SmartRecruiters could not be asked: its next delivery is a minute away. */
const ASK_AGAIN_MS = 5_000;

interface Known {
	/** The newest; deliveries are signed with it also while an older one holds (reference §10.4). */
	key?: string;
	mayAskAtMs: number;
	asking?: Promise<string | undefined>;
}

/**
 * By subscription. Only in memory: what a node stores can be read by whoever may read its workflow. After a restart
 * SmartRecruiters is asked.
 */
const known = new Map<string, Known>();

/** Keeps the key of a subscription that was just made. */
export function rememberKey(subscriptionId: string, key: string): void {
	known.set(subscriptionId, { key, mayAskAtMs: 0 });
}

export function forgetKey(subscriptionId: string): void {
	known.delete(subscriptionId);
}

/** The key that was seen last, without a call. */
export function knownKey(subscriptionId: string): string | undefined {
	return known.get(subscriptionId)?.key;
}

/**
 * Asks SmartRecruiters for the newest key, at most once a minute for each subscription; calls that come meanwhile wait
 * for the same answer. `undefined` when it may not be asked now, or cannot answer in time.
 */
export async function askForKey(
	context: IWebhookFunctions,
	subscriptionId: string,
): Promise<string | undefined> {
	const held = known.get(subscriptionId) ?? { mayAskAtMs: 0 };
	known.set(subscriptionId, held);
	if (held.asking) return await held.asking;
	if (Date.now() < held.mayAskAtMs) return undefined;
	held.mayAskAtMs = Date.now() + ASK_EVERY_MS;
	held.asking = ask(context, subscriptionId, held);
	try {
		return await held.asking;
	} finally {
		delete held.asking;
	}
}

async function ask(
	context: IWebhookFunctions,
	subscriptionId: string,
	held: Known,
): Promise<string | undefined> {
	try {
		const key = await getSecretKey(await openApi(context, ASK_WITHIN_MS), subscriptionId);
		if (key !== undefined) held.key = key;
		return key;
	} catch {
		held.mayAskAtMs = Date.now() + ASK_AGAIN_MS;
		context.logger.warn('SmartRecruiters could not be asked for the signing key');
		return undefined;
	}
}
