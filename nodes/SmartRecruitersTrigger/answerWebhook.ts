import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { recentPushes } from '../../src/n8n/recentPushes';
import { toNodeError } from '../../src/n8n/toNodeError';
import { pushIdentity } from '../../src/operations/push/pushIdentity';
import {
	type ReceivedWebhook,
	receiveWebhook,
	screenWebhook,
	type WebhookHeaders,
	type WebhookRequest,
} from '../../src/operations/push/receiveWebhook';
import { RefusalLog } from '../../src/operations/push/RefusalLog';
import { askForKey, knownKey } from './signingKeys';
import { readSubscriptionId } from './subscriptionState';

const NOTHING_STARTS: IWebhookResponseData = { noWebhookResponse: true };

/** One for all SmartRecruiters Triggers of this process. */
const refusals = new RefusalLog('SmartRecruiters Trigger');

/**
 * A call of the webhook: SmartRecruiters' handshake, or an event. Everything else is refused. Never throws: n8n would
 * start an execution with the error, whoever called.
 */
export async function answerWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await receive(context);
	} catch (error) {
		// The credential cannot be read, for example. SmartRecruiters tries again after an answer like this.
		return refuse(context, 503, toNodeError(context.getNode(), error, 0).message);
	}
}

async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const headers = headersOf(context);
	const screened = screenWebhook(headers);
	if (screened?.kind === 'handshake') {
		context.getResponseObject().setHeader('X-Hook-Secret', screened.secret);
		return answer(context, 200, {});
	}
	if (screened) return refuse(context, screened.status, screened.reason);
	const subscriptionId = readSubscriptionId(context);
	if (subscriptionId === undefined) return refuse(context, 401, 'this node has no subscription');
	const received = await verify(context, subscriptionId, {
		headers,
		rawBody: await readBytes(context),
	});
	if (received === undefined) return refuse(context, 503, 'its signing key is not known');
	if (received.kind === 'refused') return refuse(context, received.status, received.reason);
	// Success, or SmartRecruiters would send it again.
	if (received.kind === 'stale') return answer(context, 202, {});
	const { event } = received;
	const recent = recentPushes(context);
	const identity = pushIdentity(event.eventId);
	if (recent.isKnown(identity)) return answer(context, 202, {});
	recent.remember(identity);
	// By the node itself: n8n saves what a trigger remembers only before an execution begins, and its own answer comes after.
	answer(context, 202, {});
	// For operations that serve several organizations, each with a credential of its own.
	const smartRecruitersCredential = credentialId(context);
	const json = { ...event, body: { ...event.body }, smartRecruitersCredential };
	return { noWebhookResponse: true, workflowData: [[{ json }]] };
}

/** With the key that is known; a signature that does not fit may be of a key that an admin made since. */
async function verify(
	context: IWebhookFunctions,
	subscriptionId: string,
	call: WebhookRequest,
): Promise<ReceivedWebhook | undefined> {
	const known = knownKey(subscriptionId);
	const received = known === undefined ? undefined : receiveWebhook(call, [known], Date.now());
	if (received && (received.kind !== 'refused' || received.status !== 401)) return received;
	const newest = await askForKey(context, subscriptionId);
	if (newest === undefined || newest === known) return received;
	return receiveWebhook(call, [newest], Date.now());
}

function headersOf(context: IWebhookFunctions): WebhookHeaders {
	return Object.fromEntries(
		Object.entries(context.getHeaderData()).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.join(', ') : value,
		]),
	);
}

/** The body as it came. n8n has read it already, except for content types that it does not parse. */
async function readBytes(context: IWebhookFunctions): Promise<Uint8Array | undefined> {
	const request = context.getRequestObject();
	if (!request.rawBody) await request.readRawBody();
	return request.rawBody;
}

function refuse(context: IWebhookFunctions, status: number, reason: string): IWebhookResponseData {
	const line = refusals.note(reason, Date.now());
	if (line) context.logger.warn(line);
	return answer(context, status, { message: 'Not accepted' });
}

function answer(
	context: IWebhookFunctions,
	status: number,
	body: Record<string, string>,
): IWebhookResponseData {
	context.getResponseObject().status(status).json(body);
	return NOTHING_STARTS;
}

function credentialId(context: IWebhookFunctions): string {
	const type: unknown = context.getNodeParameter('authentication', '');
	const { credentials = {} } = context.getNode();
	return (typeof type === 'string' && credentials[type]?.id) || '';
}
