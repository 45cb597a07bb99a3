import { z } from 'zod';
import { segment } from '../http/segment';
import { id, optionalParts, requiredText, text } from './fields';
import { readList } from './readList';
import type { SmartRecruitersApi } from './SmartRecruitersApi';

const BASE = '/webhooks-api/v201907/subscriptions';

/** SmartRecruiters reference §10.1: for each API key, or OAuth app and user. */
export const MOST_SUBSCRIPTIONS = 20;

/** Events come back as objects, or as bare names. */
const EventSchema = z.union([
	requiredText,
	z.object({ name: requiredText }).transform(({ name }) => name),
]);

const SubscriptionSchema = z.object({
	id,
	callbackUrl: requiredText,
	events: optionalParts(EventSchema),
	status: text.transform((value) => value ?? 'inactive'),
});
export type SrSubscription = z.infer<typeof SubscriptionSchema>;

const CallsSchema = z.array(
	z.object({ status: text, timestamp: text }).transform(
		({ status, timestamp }): LastCall => ({
			failed: status === 'failed',
			calledAt: timestamp ?? '',
		}),
	),
);

const SecretKeySchema = z.object({ secretKey: z.string().min(1) });
const NothingSchema = z.unknown().transform(() => true as const);

/** All subscriptions of this credential. */
export async function listSubscriptions(api: SmartRecruitersApi): Promise<SrSubscription[]> {
	const found = await readList(api, {
		kind: 'subscription',
		path: BASE,
		endpoint: BASE,
		schema: SubscriptionSchema,
		query: { limit: 100 },
		cursorName: 'page_id',
	});
	return found?.content ?? [];
}

/** `undefined` when it was deleted. */
export async function getSubscription(
	api: SmartRecruitersApi,
	subscriptionId: string,
): Promise<SrSubscription | undefined> {
	return await api.get(pathOf(subscriptionId), `${BASE}/{id}`, SubscriptionSchema, {}, [404]);
}

/** How the newest call to a subscription's address ended, of the last 30 days (§10.1). */
export interface LastCall {
	failed: boolean;
	/** As SmartRecruiters writes it; empty when it does not. */
	calledAt: string;
}

/** `undefined` when there was none. */
export async function getLastCall(
	api: SmartRecruitersApi,
	subscriptionId: string,
): Promise<LastCall | undefined> {
	const path = `${pathOf(subscriptionId)}/callbacks-log`;
	const calls = await api.get(path, `${BASE}/{id}/callbacks-log`, CallsSchema, { limit: 1 }, [404]);
	return calls?.[0];
}

/** A new subscription, which is silent until it is activated. */
export async function createSubscription(
	api: SmartRecruitersApi,
	body: { callbackUrl: string; events: readonly string[]; alertingEmailAddress?: string },
): Promise<SrSubscription | undefined> {
	return await api.send({
		method: 'POST',
		path: BASE,
		endpoint: BASE,
		schema: SubscriptionSchema,
		body,
		once: true,
	});
}

/** Makes SmartRecruiters call back at once; succeeds when the callback echoes the secret (§10.2). */
export async function activateSubscription(
	api: SmartRecruitersApi,
	subscriptionId: string,
): Promise<void> {
	await api.send({
		method: 'PUT',
		path: `${pathOf(subscriptionId)}/activation`,
		endpoint: `${BASE}/{id}/activation`,
		schema: NothingSchema,
	});
}

/** One that is gone is no failure. */
export async function deleteSubscription(
	api: SmartRecruitersApi,
	subscriptionId: string,
): Promise<void> {
	await api.send({
		method: 'DELETE',
		path: pathOf(subscriptionId),
		endpoint: `${BASE}/{id}`,
		schema: NothingSchema,
		absentOn: [404],
	});
}

/** A new signing key (§10.4); an earlier one signs along for 24 hours. */
export async function createSecretKey(
	api: SmartRecruitersApi,
	subscriptionId: string,
): Promise<string | undefined> {
	const answer = await api.send({
		method: 'POST',
		path: `${pathOf(subscriptionId)}/secret-key`,
		endpoint: `${BASE}/{id}/secret-key`,
		schema: SecretKeySchema,
	});
	return answer?.secretKey;
}

/** The newest signing key, if there is one. */
export async function getSecretKey(
	api: SmartRecruitersApi,
	subscriptionId: string,
): Promise<string | undefined> {
	const answer = await api.get(
		`${pathOf(subscriptionId)}/secret-key`,
		`${BASE}/{id}/secret-key`,
		SecretKeySchema,
		{},
		[404],
	);
	return answer?.secretKey;
}

function pathOf(subscriptionId: string): string {
	return `${BASE}/${segment(subscriptionId)}`;
}
