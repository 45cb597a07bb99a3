import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchJobs as findJobs } from '../smartrecruiters/jobs';
import { searchCandidates } from '../smartrecruiters/searchCandidates';
import { listOrReason, openChosenSmartRecruiters } from './formLists';

/**
 * Candidates by name or e-mail, at most 25; those in the talent pool only are not shown by SmartRecruiters. Nothing while
 * nothing is typed: no list of a whole company is read to choose one person.
 */
export async function searchPeople(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	if (filter.trim() === '') return { results: [] };
	return await listOrReason(this, async () => {
		const found = await searchCandidates(await openChosenSmartRecruiters(this), filter.trim());
		return {
			results: found.content.map(({ id, firstName = '', lastName = '', email }) => ({
				name: `${firstName} ${lastName}${email ? ` (${email})` : ''}`,
				value: id,
			})),
		};
	});
}

/** Jobs that take people, by words of their title, page by page. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listOrReason(this, async () => {
		const api = await openChosenSmartRecruiters(this);
		const { content, nextPageId } = await findJobs(api, filter.trim(), paginationToken);
		return {
			results: content.map(({ id, title, refNumber }) => ({
				name: refNumber ? `${title} (${refNumber})` : title,
				value: id,
			})),
			...(nextPageId && { paginationToken: nextPageId }),
		};
	});
}
