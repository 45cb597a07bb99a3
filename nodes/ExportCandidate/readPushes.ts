import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { ConfigurationError } from '../../src/errors/ConfigurationError';
import { textParameter } from '../../src/n8n/readParameters';
import type { ExportPush } from '../../src/operations/export/pushesToQueue';

const ReceivedSchema = z.object({ receivedAt: z.string().transform((iso) => Date.parse(iso)) });

export interface ReadPushes {
	/** With the input item of each. */
	pushes: Array<{ push: ExportPush; item: number }>;
	/** For an item whose request ID cannot be used; the others are not held up by it. */
	problem?: ConfigurationError;
}

/** The input items that name an export. */
export function readPushes(context: IExecuteFunctions, nowMs: number): ReadPushes {
	const read: ReadPushes = { pushes: [] };
	context.getInputData().forEach(({ json }, item) => {
		const parsed = textParameter.safeParse(context.getNodeParameter('requestId', item, ''));
		if (!parsed.success) {
			read.problem ??= new ConfigurationError(
				`"Request ID" is not text [Item ${item}]`,
				'Use the request ID of an RSC Trigger item. The exports of the other items are in the queue.',
			);
			return;
		}
		const requestId = parsed.data.trim();
		if (requestId === '') return;
		const received = ReceivedSchema.safeParse(json);
		const receivedAtMs =
			received.success && !Number.isNaN(received.data.receivedAt)
				? received.data.receivedAt
				: nowMs;
		const data: unknown = context.getNodeParameter('exportData', item, '');
		read.pushes.push({ push: { requestId, data, receivedAtMs }, item });
	});
	return read;
}
