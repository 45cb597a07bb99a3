import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { listOrReason, listSeatHolders, readChosenSmartRecruiters } from '../../src/n8n/formLists';
import { worldOf } from '../../src/n8n/readConnection';
import { searchUsers as searchUsersPage } from '../../src/operations/mapping/searchUsers';

/** Seat holders whose name or address holds what was typed, page by page. */
export async function searchSeats(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listOrReason(this, async () => {
		const typed: unknown = this.getCurrentNodeParameter('contracts');
		const contracts = (typeof typed === 'string' ? typed : '')
			.split(/[\s,;]+/)
			.flatMap((text) => toContractUrn(text) ?? []);
		if (contracts.length === 0) {
			throw new NodeOperationError(this.getNode(), '"Contracts" is empty', {
				description: 'Enter the number of a contract first, for example 2001, not an expression.',
			});
		}
		return await listSeatHolders(this, contracts, filter, paginationToken);
	});
}

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
