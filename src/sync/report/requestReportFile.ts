import { ConfigurationError } from '../../errors/ConfigurationError';
import { HttpStatusError } from '../../errors/HttpStatusError';
import { PauseSignal } from '../../errors/PauseSignal';
import { startReportFile } from '../../smartrecruiters/reports';
import type { SyncContext } from '../SyncContext';
import type { ReportState } from './ReportState';

/** Somebody has changed the report at that moment. */
const CHANGED_PAUSE_MS = 10_000;

/** Has a file made, or takes over the one that is being made. @throws ConfigurationError when that is not allowed */
export async function requestReportFile(
	{ smartRecruiters, effects }: SyncContext,
	report: ReportState,
): Promise<ReportState> {
	try {
		const file = await startReportFile(smartRecruiters, report.reportId);
		if (!file) throw new PauseSignal('smartRecruitersReport', effects.now() + CHANGED_PAUSE_MS);
		return { ...report, fileId: file.reportFileId, requestedAtMs: effects.now() };
	} catch (error) {
		if (!(error instanceof HttpStatusError) || error.status !== 403) throw error;
		throw new ConfigurationError(
			'The SmartRecruiters credential is not allowed to run the report',
			'Give it the scope reporting_write, and put its user on the access list of the report in Report Builder.',
		);
	}
}
