import { ConfigurationError } from '../../errors/ConfigurationError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import {
	activateSubscription,
	createSecretKey,
	createSubscription,
	deleteSubscription,
	getSubscription,
	listSubscriptions,
	MOST_SUBSCRIPTIONS,
	type SrSubscription,
} from '../../smartrecruiters/webhooks';

export interface WantedSubscription {
	callbackUrl: string;
	/** SmartRecruiters' names. */
	events: readonly string[];
	/** Where SmartRecruiters writes when deliveries fail for long. */
	alertingEmailAddress?: string;
}

export interface OwnSubscription {
	subscriptionId: string;
	/** Signs every delivery. */
	secretKey: string;
}

/**
 * Subscribes, gets the signing key, and activates, in this order: no delivery comes before its key is known. What an
 * earlier try left behind for the same address is removed first; a try that fails leaves nothing behind.
 *
 * The callback has to be answering already: SmartRecruiters calls it before this returns.
 *
 * @throws ConfigurationError when all 20 subscriptions are taken, or when the handshake fails
 */
export async function subscribe(
	api: SmartRecruitersApi,
	wanted: WantedSubscription,
): Promise<OwnSubscription> {
	const others: SrSubscription[] = [];
	for (const one of await listSubscriptions(api)) {
		if (one.callbackUrl === wanted.callbackUrl) await deleteSubscription(api, one.id);
		else others.push(one);
	}
	if (others.length >= MOST_SUBSCRIPTIONS) throw limitReached(others);
	const made = await create(api, wanted, others);
	let ready = false;
	try {
		const secretKey = await createSecretKey(api, made.id);
		if (!secretKey) {
			throw new ConfigurationError(
				'SmartRecruiters gave no signing key for the webhook',
				'Check that the API credential has the scope webhooks_write.',
			);
		}
		await activate(api, made.id);
		ready = true;
		return { subscriptionId: made.id, secretKey };
	} finally {
		if (!ready) await deleteSubscription(api, made.id);
	}
}

/** Whether a subscription is there as it should be; one that differs is removed. */
export async function keepsSubscription(
	api: SmartRecruitersApi,
	subscriptionId: string,
	wanted: WantedSubscription,
): Promise<boolean> {
	const found = await getSubscription(api, subscriptionId);
	if (!found) return false;
	const same =
		found.callbackUrl === wanted.callbackUrl &&
		found.status === 'active' &&
		[...found.events].sort().join() === [...wanted.events].sort().join();
	if (!same) await deleteSubscription(api, subscriptionId);
	return same;
}

async function create(
	api: SmartRecruitersApi,
	wanted: WantedSubscription,
	others: readonly SrSubscription[],
): Promise<SrSubscription> {
	try {
		const made = await createSubscription(api, wanted);
		if (made) return made;
	} catch (error) {
		// How the limit is answered is not published (SmartRecruiters reference §10.1).
		if (error instanceof HttpStatusError && others.length >= MOST_SUBSCRIPTIONS - 1)
			throw limitReached(others);
		throw error;
	}
	throw new ConfigurationError('SmartRecruiters made no subscription', 'Try again.');
}

async function activate(api: SmartRecruitersApi, subscriptionId: string): Promise<void> {
	try {
		await activateSubscription(api, subscriptionId);
	} catch (error) {
		if (!(error instanceof HttpStatusError) || error.status === 401 || error.status === 403)
			throw error;
		throw new ConfigurationError(
			`SmartRecruiters could not reach this workflow (its answer was ${error.status})`,
			'SmartRecruiters calls the webhook URL of this node from the internet while the workflow is being published. Check that n8n is reachable from there (WEBHOOK_URL), with a valid certificate.',
		);
	}
}

function limitReached(others: readonly SrSubscription[]): ConfigurationError {
	const hosts = new Map<string, number>();
	for (const { callbackUrl } of others) {
		const host = /^https?:\/\/([^/]+)/.exec(callbackUrl)?.[1] ?? 'an unknown address';
		hosts.set(host, (hosts.get(host) ?? 0) + 1);
	}
	const list = [...hosts].map(([host, count]) => `${count} to ${host}`).join(', ');
	return new ConfigurationError(
		`All ${MOST_SUBSCRIPTIONS} webhook subscriptions of this SmartRecruiters credential are taken`,
		`They lead to: ${list}. Unpublish a workflow that no longer needs one, or choose another SmartRecruiters credential for this node: the limit counts for each.`,
	);
}
