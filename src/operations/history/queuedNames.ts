import { z } from 'zod';
import { fromJson } from '../../basics/fromJson';
import type { Queued } from '../../state/RecordQueue';
import type { QueueRow } from '../../state/tables';
import type { RecordNames } from './RecordNames';

const PayloadSchema = z
	.object({ deletedAtMs: z.number().optional(), applicationId: z.string().default('') })
	.catch({ applicationId: '' });

/** Records as rows of the queue. */
export function toQueued(names: RecordNames): Queued[] {
	const row = (kind: Queued['kind'], recordId: string, payload: object = {}): Queued => ({
		kind,
		recordId,
		payload: JSON.stringify(payload),
	});
	return [
		...names.candidateIds.map((id) => {
			const deletedAtMs = names.reportedDeleted.get(id);
			return row('candidate', id, deletedAtMs === undefined ? {} : { deletedAtMs });
		}),
		...names.applicationIds.map((id) => row('application', id)),
		...names.jobIds.map((id) => row('job', id)),
		...names.deletedReviews.map(({ reviewId, applicationId }) =>
			row('review', reviewId, { applicationId }),
		),
	];
}

/** Rows of the queue as records, each once, up to `most`; and the rows that name them. */
export function fromQueued(
	rows: readonly QueueRow[],
	most: number,
): { names: RecordNames; taken: QueueRow[] } {
	const seen = new Set<string>();
	const taken = rows.filter((row) => {
		const key = `${row.kind} ${row.recordId} ${row.kind === 'review' ? row.payload : ''}`;
		if (!seen.has(key) && seen.size >= most) return false;
		seen.add(key);
		return true;
	});
	const ids = (kind: QueueRow['kind']): string[] => [
		...new Set(taken.filter((row) => row.kind === kind).map(({ recordId }) => recordId)),
	];
	const reportedDeleted = new Map<string, number | undefined>();
	const reviews = new Map<string, RecordNames['deletedReviews'][number]>();
	for (const { kind, recordId, payload } of taken) {
		const { deletedAtMs, applicationId } = PayloadSchema.parse(fromJson(payload));
		if (kind === 'candidate' && deletedAtMs !== undefined)
			reportedDeleted.set(recordId, Math.max(deletedAtMs, reportedDeleted.get(recordId) ?? 0));
		if (kind === 'review') reviews.set(payload + recordId, { reviewId: recordId, applicationId });
	}
	return {
		taken,
		names: {
			candidateIds: ids('candidate'),
			applicationIds: ids('application'),
			jobIds: ids('job'),
			reportedDeleted,
			deletedReviews: [...reviews.values()],
		},
	};
}
