import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listOrReason, openChosenSmartRecruiters } from '../../src/n8n/formLists';
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
