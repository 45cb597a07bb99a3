import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { toNodeError } from './toNodeError';

/** The same for a trigger, which has no items: the editor would show "Item 0". */
export function toTriggerError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	const nodeError = toNodeError(node, error, 0);
	delete nodeError.context.itemIndex;
	return nodeError;
}
