import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { listOrReason, listSeatHolders } from '../../src/n8n/formLists';

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
