import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ConnectorError } from '../../errors/ConnectorError';
import { answerJson } from './answerPage';

/**
 * Answers a page's own script with what `work` gives. When that fails, the script is told why, and the run fails all the
 * same: n8n's own answer to a failed run cannot be read by the page, which has no origin.
 */
export async function answerScript(
	context: IExecuteFunctions,
	item: number,
	work: () => Promise<{ status: number; body: object }>,
): Promise<INodeExecutionData[]> {
	try {
		const { status, body } = await work();
		return await answerJson(context, item, status, body);
	} catch (error) {
		await answerJson(context, item, 502, { error: notSaved(error) });
		throw error;
	}
}

function notSaved(error: unknown): string {
	return error instanceof ConnectorError
		? `Not saved: ${error.message}. ${error.advice}`
		: 'Not saved. Look at the executions in n8n, and try again.';
}
