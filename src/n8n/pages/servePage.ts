import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { messagePage } from '../../pages/messagePage';
import { toNodeError } from '../toNodeError';
import { answerPage, type PageAnswer } from './answerPage';
import { type PageCall, readPageCall } from './PageCall';

/**
 * Renders a page for a call, and answers it. What goes wrong is told on the page, in the log and by the item, so that
 * nobody looks at an empty browser window.
 *
 * @param render what the page does with the call, and what is answered
 */
export async function servePage(
	context: IExecuteFunctions,
	item: number,
	render: (call: PageCall) => Promise<PageAnswer>,
): Promise<INodeExecutionData[]> {
	const call = readPageCall(context, item);
	let answer: PageAnswer;
	try {
		answer = await render(call);
	} catch (error) {
		const { message, description } = toNodeError(context.getNode(), error, item);
		context.logger.error(`${context.getNode().name} could not show a page: ${message}`);
		const html = messagePage('This page cannot be shown', [
			message,
			description ?? '',
			'What was done before is not lost. Load the page again when this is solved.',
		]);
		const [answered] = await answerPage(context, item, { status: 500, html });
		return [{ ...answered, json: { ...answered?.json, error: message } }];
	}
	return await answerPage(context, item, answer);
}
