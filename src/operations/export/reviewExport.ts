import { EXPORT_REVIEWS } from '../../mapping/ExportReview';
import type { ExportRow } from '../../state/tables';
import type { ReviewOutcome } from './exportPerson';
import type { ExportWork } from './ExportWork';
import { saveExportProgress } from './saveExportProgress';

/** Parks an export for a person; what LinkedIn told of the person stays in its row until it is decided. */
export async function reviewExport(
	work: ExportWork,
	row: ExportRow,
	{ code, detail, candidateIds, keep }: ReviewOutcome,
): Promise<void> {
	const { queue, parked, effects } = work;
	const { whatToDo } = EXPORT_REVIEWS[code];
	const reason = reasonOf(code, detail);
	await parked.park(
		[
			{
				kind: 'export',
				recordId: row.exportKey,
				code,
				reason,
				whatToDo,
				payload: JSON.stringify({ candidateIds }),
			},
		],
		effects.now(),
	);
	await queue.save({
		...row,
		state: 'review',
		message: reason,
		decision: '',
		nextTryAtMs: 0,
		...(!keep && { payload: '' }),
	});
	await saveExportProgress(work, {
		reviews: row.decision === '' ? 1 : 0,
		activity: 'Exports arrive in SmartRecruiters automatically',
		message: '',
	});
}

/** Why an export is in review, with what is known of it. */
export function reasonOf(code: ReviewOutcome['code'], detail?: string): string {
	const { reason } = EXPORT_REVIEWS[code];
	return detail ? `${reason} (${detail})` : reason;
}
