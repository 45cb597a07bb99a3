import { EXPORT_WARNINGS } from '../../mapping/ExportReview';
import type { ExportRow } from '../../state/tables';
import type { ExportedOutcome } from './exportPerson';
import type { ExportWork } from './ExportWork';
import { saveExportProgress } from './saveExportProgress';
import type { StoredDecision } from './StoredDecision';

export interface Finish {
	decision: StoredDecision | undefined;
	/** Whether who the person is was remembered when the candidate was created. */
	isRemembered: boolean;
}

/** Remembers who the person is, and that the export is done; what LinkedIn told of them goes. */
export async function finishExport(
	work: ExportWork,
	row: ExportRow,
	{ person, candidateId, jobId, warnings }: ExportedOutcome,
	{ decision, isRemembered }: Finish,
): Promise<void> {
	const { queue, people, parked, effects } = work;
	const nowMs = effects.now();
	if (!isRemembered) await people.remember([{ person, candidateId, knownBy: 'export' }], nowMs);
	// Whoever says who the person is says, too, that earlier exports were wrong.
	if (decision && decision.kind !== 'again')
		await people.forgetOthers({ person, candidateId, knownBy: 'export' });
	await parked.remove([{ kind: 'export', recordId: row.exportKey }]);
	await queue.save({
		...row,
		state: 'exported',
		person,
		jobId,
		candidateId,
		payload: '',
		decision: '',
		nextTryAtMs: 0,
		message: warnings.map((warning) => EXPORT_WARNINGS[warning]).join(' '),
		doneAt: new Date(nowMs).toISOString(),
		lagSeconds: Math.max(0, Math.round((nowMs - row.receivedAtMs) / 100) / 10),
	});
	await saveExportProgress(work, {
		exported: 1,
		reviews: row.decision === '' ? 0 : -1,
		activity: 'Exports arrive in SmartRecruiters automatically',
		message: '',
	});
}
