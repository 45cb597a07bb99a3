import { z } from 'zod';
import { textParameter } from '../../src/n8n/readParameters';
import type { RecordItem } from '../../src/operations/history/RecordNames';

const ItemSchema = z.object({
	event: textParameter,
	candidateId: textParameter,
	applicationId: textParameter,
	jobId: textParameter,
	reviewId: textParameter,
	sentAt: textParameter,
});

/** An item as SmartRecruiters Trigger gives it, or any item with such ids. */
export function readRecordItem(json: unknown): RecordItem {
	const parsed = ItemSchema.safeParse(json);
	const { sentAt = '', ...ids } = parsed.success ? parsed.data : {};
	const sentAtMs = Date.parse(sentAt);
	return {
		event: '',
		candidateId: '',
		applicationId: '',
		jobId: '',
		reviewId: '',
		...ids,
		...(Number.isFinite(sentAtMs) && { sentAtMs }),
	};
}
