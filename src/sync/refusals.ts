import type { BatchRecord, Refusal } from '../linkedin/batchWrite';
import type { RecordKind, Rejection } from '../mapping/Rejection';

/** LinkedIn's refusals as rejections: what LinkedIn could not take now is told apart from what it does not want. */
export function refusalsToRejections<R extends BatchRecord>(
	kind: RecordKind,
	refusals: ReadonlyArray<Refusal<R>>,
): Rejection[] {
	return refusals.map(({ record, status, field }) => refusal(kind, record.id, status, field));
}

export function refusal(
	kind: RecordKind,
	recordId: string,
	status: number,
	field?: string,
): Rejection {
	const busy = status === 0 || status === 429 || status >= 500;
	return {
		kind,
		recordId,
		code: busy ? 'LINKEDIN_BUSY' : 'LINKEDIN_REFUSED',
		detail: [`status ${status}`, ...(field ? [`field ${field}`] : [])].join(', '),
	};
}
