import { MINUTE_MS } from '../../basics/durations';
import { ConfigurationError } from '../../errors/ConfigurationError';
import { PauseSignal } from '../../errors/PauseSignal';
import { getReportFile } from '../../smartrecruiters/reports';
import { OVERLAP_MS } from '../tail';
import type { Work } from '../Work';
import { noFile, type ReportState } from './ReportState';
import { requestReportFile } from './requestReportFile';

/** SmartRecruiters needs a few minutes; after an hour, nothing comes any more (SmartRecruiters reference §12.1.5). */
const LONGEST_MS = 60 * MINUTE_MS;
const SHORTEST_LOOK_MS = 5_000;
export const LONGEST_LOOK_MS = 30_000;
/** Files that are older than the run, or are gone when they are fetched. */
const MOST_WASTED = 3;

/** Why SmartRecruiters did not make a file (§12.1.2), for people. */
const FAILURES: Readonly<Record<string, string>> = {
	MISSING_ACCESS_GROUP: 'Its access group no longer exists: remove it from the report.',
	ACCESS_GROUP_MISMATCH:
		'Its access group is not the one of the person who built it: remove it from the report.',
	MISSING_SYSTEM_ROLE:
		'Its system role no longer exists: save the report again as an administrator.',
	SYSTEM_ROLE_MISMATCH:
		'Its system role is not the one of the person who built it: save the report again as an administrator.',
	REPORTING_AREA_RESTRICTED:
		'The person who built it is not allowed to see everything it shows: have an administrator build it.',
	INCORRECT_ACCESS_CONFIGURATION: 'Its access settings do not work: save its access list again.',
	MISSING_REPORT_CREATOR_EMPLOYEE:
		'The person who built it has left the company in SmartRecruiters: have somebody else build it again.',
};

/**
 * Has a file of the report made, and waits for it: each step that has to survive a crash is handed out before the next.
 *
 * @throws ConfigurationError when no file comes; PauseSignal when it takes longer than this run may
 */
export async function* awaitReportFile(
	work: Work,
	begin: { report: ReportState; startedAtMs: number },
	hasTime: () => boolean,
): AsyncGenerator<ReportState> {
	const { effects, smartRecruiters } = work;
	let { report } = begin;
	while (report.generatedAtMs === null) {
		if (report.wasted >= MOST_WASTED) {
			yield { ...report, wasted: 0 };
			throw new ConfigurationError(
				'SmartRecruiters has no file of the report that is as recent as this run',
				'Wait until its scheduled runs have ended, then start again.',
			);
		}
		if (report.fileId === null) {
			report = await requestReportFile(work, report);
			yield report;
		}
		const fileId = report.fileId ?? '';
		const file = await getReportFile(smartRecruiters, fileId);
		if (!file) {
			report = { ...report, ...noFile(report.wasted + 1) };
		} else if (file.reportFileStatus === 'FAILED') {
			yield { ...report, ...noFile(0) };
			throw new ConfigurationError(
				`SmartRecruiters could not make the report${file.errorReason ? ` (${file.errorReason})` : ''}`,
				FAILURES[file.errorReason ?? ''] ?? 'Open it in Report Builder and download it there once.',
			);
		} else if (file.reportFileStatus === 'COMPLETED') {
			const generatedAtMs = file.generationDate ?? report.requestedAtMs;
			// What changed since this run began, less the overlap, is sent by Sync Changes.
			const isStale = generatedAtMs < begin.startedAtMs - OVERLAP_MS;
			report = isStale ? { ...report, ...noFile(report.wasted + 1) } : { ...report, generatedAtMs };
		} else {
			const waitedMs = effects.now() - report.requestedAtMs;
			if (waitedMs > LONGEST_MS) {
				yield { ...report, ...noFile(0) };
				throw new ConfigurationError(
					'SmartRecruiters has not made the report within an hour',
					'Check that it can be downloaded in Report Builder, then start again.',
				);
			}
			const waitMs = Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, waitedMs / 4));
			for (let leftMs = waitMs; leftMs > 0; leftMs -= SHORTEST_LOOK_MS) {
				if (!hasTime()) throw new PauseSignal('smartRecruitersReport', effects.now() + leftMs);
				await effects.sleep(Math.min(leftMs, SHORTEST_LOOK_MS));
			}
			continue;
		}
		yield report;
	}
}
