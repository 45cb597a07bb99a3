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
	const done = work();
	const failure = await done.then(
		() => undefined,
		(error: unknown) => ({ error }),
	);
	if (failure) await answerJson(context, item, 502, { error: notSaved(failure.error) });
	const { status, body } = await done;
	return await answerJson(context, item, status, body);
}

function notSaved(error: unknown): string {
	return error instanceof ConnectorError
		? `Not saved: ${error.message}. ${error.advice}`
		: 'Not saved. Look at the executions in n8n, and try again.';
}
