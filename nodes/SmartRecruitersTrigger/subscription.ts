import type { IHookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { ConnectorError } from '../../src/errors/ConnectorError';
import { PauseSignal } from '../../src/errors/PauseSignal';
import { toNodeError } from '../../src/n8n/toNodeError';
import {
	keepsSubscription,
	subscribe,
	type WantedSubscription,
} from '../../src/operations/push/subscribe';
import { expandEvents } from '../../src/smartrecruiters/webhookEvents';
import { deleteSubscription } from '../../src/smartrecruiters/webhooks';
import { openApi } from './openApi';
import { forgetKey, rememberKey } from './signingKeys';
import { readSubscriptionId, writeSubscriptionId } from './subscriptionState';

/** Registering may wait this long for SmartRecruiters. */
const REGISTER_WITHIN_MS = 20_000;

const OptionsSchema = z.object({ alertingEmailAddress: z.string().default('') });

export async function subscriptionExists(context: IHookFunctions): Promise<boolean> {
	const subscriptionId = readSubscriptionId(context);
	if (subscriptionId === undefined) return false;
	const api = await openApi(context, REGISTER_WITHIN_MS);
	try {
		return await keepsSubscription(api, subscriptionId, wantedOf(context));
	} catch (error) {
		// n8n would give this trigger up for good if SmartRecruiters were away for a moment while n8n starts.
		if (!isPassing(error)) throw toNodeError(context.getNode(), error, 0);
		context.logger.warn('SmartRecruiters could not be asked; the subscription is assumed to exist');
		return true;
	}
}

function isPassing(error: unknown): boolean {
	return (
		error instanceof PauseSignal || (error instanceof ConnectorError && error.fate === 'retry')
	);
}

export async function createOwnSubscription(context: IHookFunctions): Promise<void> {
	const api = await openApi(context, REGISTER_WITHIN_MS);
	const { subscriptionId, secretKey } = await subscribe(api, wantedOf(context));
	rememberKey(subscriptionId, secretKey);
	writeSubscriptionId(context, subscriptionId);
}

export async function deleteOwnSubscription(context: IHookFunctions): Promise<void> {
	const subscriptionId = readSubscriptionId(context);
	if (subscriptionId === undefined) return;
	await deleteSubscription(await openApi(context, REGISTER_WITHIN_MS), subscriptionId);
	forgetKey(subscriptionId);
	writeSubscriptionId(context);
}

/** @throws ConfigurationError naming the parameter */
function wantedOf(context: IHookFunctions): WantedSubscription {
	const callbackUrl = context.getNodeWebhookUrl('default');
	if (!callbackUrl) {
		throw new ConfigurationError('n8n gave this node no webhook URL', 'Save the workflow first.');
	}
	const events = expandEvents(z.array(z.string()).parse(context.getNodeParameter('events')));
	if (events.length === 0) {
		throw new ConfigurationError(
			'"SmartRecruiters Events" is empty',
			'Choose what starts this workflow.',
		);
	}
	const { alertingEmailAddress } = OptionsSchema.parse(context.getNodeParameter('options'));
	return { callbackUrl, events, ...(alertingEmailAddress && { alertingEmailAddress }) };
}
