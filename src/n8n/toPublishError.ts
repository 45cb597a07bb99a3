import { type INode, WebhookPathTakenError } from 'n8n-workflow';
import { ConfigurationError } from '../errors/ConfigurationError';
import { toNodeError } from './toNodeError';

/**
 * What a person who publishes is told: what happened and what to do in one text, because n8n shows no description there.
 *
 * n8n tries to publish five times in 16 seconds, except after a `WebhookPathTakenError`: what only a person can change is
 * one, and so is told at once.
 */
export function toPublishError(node: INode, error: unknown): Error {
	const told = toNodeError(node, error, 0);
	const text = told.description ? `${told.message}. ${told.description}` : told.message;
	if (!(error instanceof ConfigurationError)) {
		told.message = text;
		return told;
	}
	const refusal = new WebhookPathTakenError(node.name, told);
	refusal.message = text;
	return refusal;
}
