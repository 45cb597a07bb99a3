import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ConnectorError } from '../errors/ConnectorError';
import { HttpStatusError } from '../errors/HttpStatusError';
import { PauseSignal } from '../errors/PauseSignal';

/**
 * The one place where our errors become n8n's: message = what happened, description = what to do. Neither holds
 * personal data, and the vendor's answer is left behind.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof HttpStatusError) {
		return new NodeApiError(
			node,
			{ service: error.service, endpoint: error.endpoint },
			{
				message: error.message,
				description: error.advice,
				httpCode: String(error.status),
				itemIndex,
			},
		);
	}
	if (error instanceof ConnectorError) {
		return new NodeOperationError(node, error.message, { description: error.advice, itemIndex });
	}
	if (error instanceof PauseSignal) {
		return new NodeOperationError(node, `Paused: ${error.limitText}`, {
			description: `Try again after ${new Date(error.resumeAtMs).toISOString()}.`,
			itemIndex,
		});
	}
	return new NodeOperationError(node, 'Something unexpected happened in the connector', {
		description: `Report this with the steps that lead to it: ${error instanceof Error ? error.name : typeof error}`,
		itemIndex,
	});
}
