import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listOrReason, openChosenSmartRecruiters } from '../../src/n8n/formLists';
import { searchJobs } from '../../src/smartrecruiters/jobs';
import { searchCandidates } from '../../src/smartrecruiters/searchCandidates';
import { walkSources, writeSourceKey } from '../../src/smartrecruiters/sources';

/** The company's sources; people look for `LinkedIn`. */
export async function searchSources(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await listOrReason(this, async () => {
		const wanted = filter.trim().toLowerCase();
		const results: INodeListSearchResult['results'] = [];
		for await (const source of walkSources(await openChosenSmartRecruiters(this))) {
			const name = `${source.label} (${source.typeLabel})`;
			if (name.toLowerCase().includes(wanted))
				results.push({ name, value: writeSourceKey(source) });
		}
		return { results: results.sort((a, b) => a.name.localeCompare(b.name)) };
	});
}

/** Jobs that take people, by title. */
export async function searchOpenJobs(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = await listOrReason(
		this,
		async () =>
			await searchJobs(await openChosenSmartRecruiters(this), filter.trim(), paginationToken),
	);
	return {
		results: page.content.map(({ id, title, refNumber }) => ({
			name: refNumber ? `${title} (${refNumber})` : title,
			value: id,
		})),
		...(page.nextPageId && { paginationToken: page.nextPageId }),
	};
}

/** Candidates by name or e-mail; those in the talent pool only are not shown by SmartRecruiters. */
export async function searchPeople(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	if (filter.trim() === '') return { results: [] };
	const found = await listOrReason(
		this,
		async () => await searchCandidates(await openChosenSmartRecruiters(this), filter.trim()),
	);
	return {
		results: found.content.map(({ id, firstName = '', lastName = '', email }) => ({
			name: `${firstName} ${lastName}${email ? ` <${email}>` : ''}`,
			value: id,
		})),
	};
}
