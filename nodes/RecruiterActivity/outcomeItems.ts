import type { IExecuteFunctions } from 'n8n-workflow';
import type { Outputs } from '../../src/n8n/NodeOperation';
import { toItems } from '../../src/n8n/toItems';
import type { ReviewedActivity, WrittenActivity } from '../../src/operations/activity/WriteReport';

interface Outcome {
	written: readonly WrittenActivity[];
	reviews: readonly ReviewedActivity[];
}

/** Written and Review, for operations that find their activity by themselves, and one item that tells how it went. */
export function outcomeItems(
	context: IExecuteFunctions,
	{ written, reviews }: Outcome,
	{ counts, ...report }: { counts: object; message: string },
): Outputs {
	if (report.message !== '')
		context.addExecutionHints({ message: report.message, location: 'outputPane' });
	return [toItems(written, 0), toItems(reviews, 0), toItems([{ ...report, ...counts }], 0)];
}
