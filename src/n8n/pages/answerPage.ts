import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
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
	await context.sendResponse({
		statusCode: status,
		headers: { ...PAGE_HEADERS, ...headers },
		body: html,
	});
	return [{ json: { status }, pairedItem: { item } }];
}

/** Answers a page's own script. n8n serves pages without an origin of their own, so the answer is for no origin. */
export async function answerJson(
	context: IExecuteFunctions,
	item: number,
	statusCode: number,
	body: object,
): Promise<INodeExecutionData[]> {
	await context.sendResponse({
		statusCode,
		headers: {
			...PAGE_HEADERS,
			'Content-Type': 'application/json; charset=utf-8',
			'Access-Control-Allow-Origin': 'null',
		},
		body: JSON.stringify(body),
	});
	return [{ json: { status: statusCode }, pairedItem: { item } }];
}
