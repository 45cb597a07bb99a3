import type { IExecuteFunctions } from 'n8n-workflow';
import { NotConnectedError } from '../errors/NotConnectedError';
import { isByHand } from './isByHand';
import type { Outputs } from './NodeOperation';
import { toNodeError } from './toNodeError';

/**
 * Workflows are published before data sharing is acknowledged: until then, a run that a schedule started has nothing to
 * do, which is no failure. A person who starts it is told, and so is whoever hands over something that would be lost.
 *
 * @param item that it works on
 * @param comesAgain whether what a webhook tells of is found again after the connection
 * @param outputs how many outputs the operation has
 * @throws NodeApiError, NodeOperationError as of any other error
 */
export async function orWait(
	context: IExecuteFunctions,
	{ item, comesAgain, outputs }: { item: number; comesAgain: boolean; outputs: number },
	work: () => Promise<Outputs>,
): Promise<Outputs> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof NotConnectedError) || !mayWait(context, error, comesAgain))
			throw toNodeError(context.getNode(), error, item);
		context.logger.debug(`${context.getNode().name} waits: ${error.message}`);
		return Array.from({ length: outputs }, () => []);
	}
}

function mayWait(
	context: IExecuteFunctions,
	{ wasConnected }: NotConnectedError,
	comesAgain: boolean,
): boolean {
	if (isByHand(context)) return false;
	const mode = context.getMode();
	return mode === 'trigger' || (mode === 'webhook' && comesAgain && !wasConnected);
}
