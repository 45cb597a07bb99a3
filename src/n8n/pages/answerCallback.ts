import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { toNodeError } from '../toNodeError';
import { PAGE_HEADERS } from './pageHeaders';

const CallbackSchema = z.object({
	purpose: z.string(),
	/** Who opened the page that gave the key. */
	user: z.string(),
	/** What the key is about: a candidate's id, or empty. */
	subject: z.string(),
	body: z.record(z.unknown()),
});
export type PageCallback = z.output<typeof CallbackSchema>;

/**
 * Does what a page on another site asked for, and answers it with JSON. What goes wrong is answered as `problem`.
 *
 * @param purpose what the key has to be for
 */
export async function answerCallback(
	context: IExecuteFunctions,
	item: number,
	purpose: string,
	work: (callback: PageCallback) => Promise<IDataObject>,
): Promise<INodeExecutionData[]> {
	const parsed = CallbackSchema.safeParse(context.getInputData()[item]?.json);
	if (!parsed.success || parsed.data.purpose !== purpose) {
		throw new ConfigurationError(
			`This item is not a call from that page [Item ${item}]`,
			'Connect this node to an RSC Trigger whose Source is "Page Callback", with the purpose of this operation.',
		);
	}
	let statusCode = 200;
	let json: IDataObject;
	try {
		json = await work(parsed.data);
	} catch (error) {
		const { message, description } = toNodeError(context.getNode(), error, item);
		context.logger.warn(`${context.getNode().name} could not do what a page asked for: ${message}`);
		statusCode = 500;
		json = { problem: [message, description].filter(Boolean).join('. ') };
	}
	await context.sendResponse({
		statusCode,
		headers: { ...PAGE_HEADERS, 'Content-Type': 'application/json; charset=utf-8' },
		body: json,
	});
	return [{ json, pairedItem: { item } }];
}
