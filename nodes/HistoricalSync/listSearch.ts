import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listOrReason, openChosenSmartRecruiters } from '../../src/n8n/formLists';
import { listReports } from '../../src/smartrecruiters/reports';

/** Reports that SmartRecruiters shows to the credential, those that were changed last first. */
export async function searchReports(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listOrReason(this, async () => {
		const api = await openChosenSmartRecruiters(this);
		const wanted = filter.trim().toLowerCase();
		const { reports, next } = await listReports(api, paginationToken);
		return {
			results: reports
				.map(({ reportId, name = reportId }) => ({ name, value: reportId }))
				.filter(({ name }) => name.toLowerCase().includes(wanted)),
			...(next !== undefined && { paginationToken: next }),
		};
	});
}
