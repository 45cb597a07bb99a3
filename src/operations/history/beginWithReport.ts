import type { SharingRules } from '../../mapping/SharingRules';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import type { Checkpoint } from '../../sync/checkpoint';
import { checkReport } from '../../sync/report/checkReport';
import { startReport } from '../../sync/report/ReportState';

/**
 * A run that is fed by a report reads list pages only where the report does not tell who may leave.
 *
 * @throws ConfigurationError when the report cannot be used
 */
export async function beginWithReport(
	api: SmartRecruitersApi,
	begin: Checkpoint,
	reportId: string,
	{ consent }: SharingRules,
): Promise<Checkpoint> {
	const tellsTags = await checkReport(api, reportId);
	const clearedBy =
		tellsTags && consent === 'everyone' && begin.sinceMs === null ? 'tags' : 'lists';
	return {
		...begin,
		report: startReport(reportId, clearedBy),
		people: { ...begin.people, state: clearedBy === 'tags' ? 'report' : 'fast' },
	};
}
