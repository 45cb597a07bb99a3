import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { z } from 'zod';
import { WaitLedger } from '../../src/http/WaitLedger';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import {
	readLinkedIn,
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from '../../src/n8n/readConnection';
import { toNodeError } from '../../src/n8n/toNodeError';
import { openSmartRecruiters } from '../../src/operations/connect';
import { searchSeatHolders } from '../../src/operations/mapping/searchSeatHolders';
import { searchCandidates } from '../../src/smartrecruiters/searchCandidates';

/** A person waits for the list. */
const PATIENCE_MS = 20_000;
const PageSchema = z.coerce.number().int().nonnegative().catch(0);

/** Seat holders of the contract whose name or address holds what was typed, page by page. */
export async function searchSeats(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await told(this, async () => {
		const typed: unknown = this.getCurrentNodeParameter('contract');
		const contract = toContractUrn(typeof typed === 'string' ? typed : '');
		if (contract === undefined) {
			throw new NodeOperationError(this.getNode(), '"Contract" is empty', {
				description: 'Enter the number of the contract first, for example 2001, not an expression.',
			});
		}
		const { seats, next } = await searchSeatHolders(await readLinkedIn(this), worldOf(this), {
			contractUrns: [contract],
			search: filter,
			from: PageSchema.parse(paginationToken ?? 0),
		});
		return {
			results: seats.map(({ name, detail, seatUrn }) => ({
				name: detail ? `${name} (${detail})` : name,
				value: seatUrn,
			})),
			...(next !== undefined && { paginationToken: String(next) }),
		};
	});
}

/** Candidates by name or e-mail; those in the talent pool only are not shown by SmartRecruiters. */
export async function searchPeople(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	if (filter.trim() === '') return { results: [] };
	return await told(this, async () => {
		const type = z
			.enum(SMARTRECRUITERS_CREDENTIALS)
			.catch('smartRecruitersOAuth2Api')
			.parse(this.getCurrentNodeParameter('authentication'));
		const frame = { deadlineMs: Date.now() + PATIENCE_MS, ledger: new WaitLedger() };
		const side = await readSmartRecruiters(this, type);
		const { api } = openSmartRecruiters(side, worldOf(this), frame);
		const found = await searchCandidates(api, filter.trim());
		return {
			results: found.map(({ id, firstName = '', lastName = '', email }) => ({
				name: `${firstName} ${lastName}${email ? ` (${email})` : ''}`,
				value: id,
			})),
		};
	});
}

/** A list that cannot be read says why, in the words of the node. */
async function told(
	context: ILoadOptionsFunctions,
	work: () => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	try {
		return await work();
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}
