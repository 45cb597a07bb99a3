import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../toNodeError';
import { answerJson } from './answerPage';

/**
 * Answers a page's own script, as `servePage` answers a person: what goes wrong is told to the script, in the log and by
 * the item. n8n's own answer to a failed run could not be read by the page, which has no origin.
 *
 * @param work what the call does, and what is answered
 */
export async function serveScript(
	context: IExecuteFunctions,
	item: number,
	work: () => Promise<{ status: number; body: object }>,
): Promise<INodeExecutionData[]> {
	let answer: { status: number; body: object };
	try {
		answer = await work();
	} catch (error) {
		const { message, description } = toNodeError(context.getNode(), error, item);
		context.logger.error(`${context.getNode().name} could not do what a page asked: ${message}`);
		const text = ['Not saved:', message, description ?? ''].join(' ').trim();
		const [answered] = await answerJson(context, item, 500, { error: text });
		return [{ ...answered, json: { ...answered?.json, error: message } }];
	}
	return await answerJson(context, item, answer.status, answer.body);
}
