import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import {
	type ReceivedWebhook,
	receiveWebhook,
	type WebhookRequest,
} from '../../src/operations/push/receiveWebhook';
import { getSecretKey } from '../../src/smartrecruiters/webhooks';
import { openApi } from './subscription';
import { isRepeat, readState, writeState } from './subscriptionState';

/** SmartRecruiters waits five seconds for an answer; asking for a new key has to fit in (reference §10.3). */
const ASK_KEY_WITHIN_MS = 2_000;
/** How often a wrong signature may make this node ask for a new key. */
const ASK_KEY_EVERY_MS = 60_000;
const MOST_KEYS = 3;

const askedAtMs = new Map<string, number>();

/**
 * Answers a call. n8n itself answers an event with 202, once its execution is stored: what SmartRecruiters is told was
 * taken, is taken.
 */
export async function answerWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	if (!Buffer.isBuffer(request.rawBody)) await request.readRawBody();
	const call: WebhookRequest = {
		headers: Object.fromEntries(
			Object.entries(context.getHeaderData()).map(([name, value]) => [
				name.toLowerCase(),
				Array.isArray(value) ? value.join(', ') : value,
			]),
		),
		rawBody: Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0),
	};
	const received = await verify(context, call);
	switch (received.kind) {
		case 'handshake':
			return answer(context, 200, {}, { 'X-Hook-Secret': received.secret });
		case 'refused':
			return answer(context, 401, { message: 'Not signed with the key of this subscription' });
		case 'broken':
			return answer(context, 400, { message: 'Not an event' });
		case 'event': {
			const { event } = received;
			if (isRepeat(context, event.eventId)) return answer(context, 202, {});
			return { workflowData: [[{ json: { ...event, body: { ...event.body } } }]] };
		}
	}
}

/** With the keys that are known; a signature that fits none may be of a key that an admin made since. */
async function verify(context: IWebhookFunctions, call: WebhookRequest): Promise<ReceivedWebhook> {
	const state = readState(context);
	const received = receiveWebhook(call, state.keys);
	const { subscriptionId } = state;
	const may = received.kind === 'refused' && received.reason === 'wrong signature';
	if (!may || !subscriptionId) return received;
	const nowMs = Date.now();
	if (nowMs - (askedAtMs.get(subscriptionId) ?? 0) < ASK_KEY_EVERY_MS) return received;
	askedAtMs.set(subscriptionId, nowMs);
	const newest = await newestKey(context, subscriptionId);
	if (!newest || state.keys.includes(newest)) return received;
	const again = receiveWebhook(call, [newest]);
	if (again.kind !== 'refused') {
		writeState(context, { ...state, keys: [newest, ...state.keys].slice(0, MOST_KEYS) });
	}
	return again;
}

/** Nothing when SmartRecruiters cannot be asked in time: the call is refused then, and comes again. */
async function newestKey(
	context: IWebhookFunctions,
	subscriptionId: string,
): Promise<string | undefined> {
	try {
		return await getSecretKey(await openApi(context, ASK_KEY_WITHIN_MS), subscriptionId);
	} catch {
		context.logger.warn('SmartRecruiters could not be asked for the signing key');
		return undefined;
	}
}

function answer(
	context: IWebhookFunctions,
	status: number,
	body: Record<string, string>,
	headers: Record<string, string> = {},
): IWebhookResponseData {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.status(status).json(body);
	return { noWebhookResponse: true };
}
