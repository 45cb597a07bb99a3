import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SERVED } from '../isByHand';
import { PAGE_HEADERS } from './pageHeaders';

export interface PageAnswer {
	status?: number;
	/** What is answered: a document, or the text of a file. */
	html: string;
	headers?: Record<string, string>;
}

/** A file to download, instead of a page. */
export function fileAnswer(name: string, content: object): PageAnswer {
	return {
		html: JSON.stringify(content, null, '\t'),
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': `attachment; filename="${name}"`,
		},
	};
}

/**
 * Answers the call that started this workflow, as n8n's own Respond to Webhook does. The item that goes on says only
 * what was answered, so that execution data hold no page.
 */
export async function answerPage(
	context: IExecuteFunctions,
	item: number,
	{ status = 200, html, headers = {} }: PageAnswer,
): Promise<INodeExecutionData[]> {
	return await send(context, item, {
		statusCode: status,
		headers: { ...PAGE_HEADERS, ...headers },
		body: html,
	});
}

/** Answers a page's own script. n8n serves pages without an origin of their own, so the answer is for no origin. */
export async function answerJson(
	context: IExecuteFunctions,
	item: number,
	statusCode: number,
	body: object,
): Promise<INodeExecutionData[]> {
	return await send(context, item, {
		statusCode,
		headers: {
			...PAGE_HEADERS,
			'Content-Type': 'application/json; charset=utf-8',
			'Access-Control-Allow-Origin': 'null',
		},
		body: JSON.stringify(body),
	});
}

/** Only the execution that was called can answer: a run for one of several organizations hands its answer to that. */
async function send(
	context: IExecuteFunctions,
	item: number,
	answer: { statusCode: number; headers: Record<string, string>; body: string },
): Promise<INodeExecutionData[]> {
	const { statusCode: status, headers, body: html } = answer;
	const pairedItem = { item };
	if (context.getNodeParameter(SERVED.organization, item, '') !== '')
		return [{ json: { rendered: { status, html, headers } }, pairedItem }];
	await context.sendResponse(answer);
	return [{ json: { status }, pairedItem }];
}
