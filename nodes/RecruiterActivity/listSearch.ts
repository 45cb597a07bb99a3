import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { listOrReason, listSeatHolders, openChosenSmartRecruiters } from '../../src/n8n/formLists';
import { searchJobs as findJobs } from '../../src/smartrecruiters/jobs';
import { searchCandidates } from '../../src/smartrecruiters/searchCandidates';

/** Seat holders of the contract whose name or address holds what was typed, page by page. */
export async function searchSeats(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await listOrReason(this, async () => {
		const typed: unknown = this.getCurrentNodeParameter('contract');
		const contract = toContractUrn(typeof typed === 'string' ? typed : '');
		if (contract === undefined) {
			throw new NodeOperationError(this.getNode(), '"Contract" is empty', {
				description: 'Enter the number of the contract first, for example 2001, not an expression.',
			});
		}
		return await listSeatHolders(this, [contract], filter, paginationToken);
	});
}

/** Candidates by name or e-mail; those in the talent pool only are not shown by SmartRecruiters. */
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
