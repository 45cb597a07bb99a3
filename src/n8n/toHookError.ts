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
	const nodeError = toTriggerError(node, error);
	if (context.getMode() !== 'trigger') return nodeError;
	const text = nodeError.description
		? `${nodeError.message}. ${nodeError.description}`
		: nodeError.message;
	if (!(error instanceof ConfigurationError)) {
		nodeError.message = text;
		return nodeError;
	}
	const refusal = new WebhookPathTakenError(node.name, nodeError);
	refusal.message = text;
	return refusal;
}
