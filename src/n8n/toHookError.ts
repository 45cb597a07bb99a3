import { type IHookFunctions, WebhookPathTakenError } from 'n8n-workflow';
import { ConfigurationError } from '../errors/ConfigurationError';
import { toTriggerError } from './toTriggerError';

/**
 * What a person is told when a trigger could not register. On publishing, it is one text, what happened and what to do,
 * because n8n shows no description there.
 *
 * n8n tries to publish five times in 16 seconds, except after a `WebhookPathTakenError`: what only a person can change is
 * one, and so is told at once.
 */
export function toHookError(context: IHookFunctions, error: unknown): Error {
	const node = context.getNode();
	const told = toTriggerError(node, error);
	if (context.getMode() !== 'trigger') return told;
	const text = told.description ? `${told.message}. ${told.description}` : told.message;
	if (!(error instanceof ConfigurationError)) {
		told.message = text;
		return told;
	}
	const refusal = new WebhookPathTakenError(node.name, told);
	refusal.message = text;
	return refusal;
}
