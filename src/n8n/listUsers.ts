import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchUsers as searchUsersPage } from '../operations/mapping/searchUsers';
import { listOrReason, readChosenSmartRecruiters } from './formLists';
import { worldOf } from './readConnection';

/** Active users whom SmartRecruiters finds for what was typed, page by page. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listOrReason(this, async () => {
		const { users, nextPageId } = await searchUsersPage(
			await readChosenSmartRecruiters(this),
			worldOf(this),
			{ search: filter ?? '', pageId: paginationToken },
		);
		return {
			results: users.map(({ id, name, email }) => ({
				name: email ? `${name} (${email})` : name,
				value: id,
			})),
			...(nextPageId && { paginationToken: nextPageId }),
		};
	});
}
