import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import { listOrReason, listSeatHolders } from '../../src/n8n/formLists';

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
