import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { toContractUrn } from '../../src/linkedin/contractUrn';
import {
	readLinkedIn,
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from '../../src/n8n/readConnection';
import { toNodeError } from '../../src/n8n/toNodeError';
import { searchSeatHolders } from '../../src/operations/mapping/searchSeatHolders';
import { searchUsers as searchUsersPage } from '../../src/operations/mapping/searchUsers';

const PageSchema = z.coerce.number().int().nonnegative().catch(0);

/** Seat holders whose name or address holds what was typed, page by page. */
export async function searchSeats(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await told(this, async () => {
		const typed: unknown = this.getCurrentNodeParameter('contracts');
		const contracts = (typeof typed === 'string' ? typed : '')
			.split(/[\s,;]+/)
			.flatMap((text) => toContractUrn(text) ?? []);
		if (contracts.length === 0) {
			throw new NodeOperationError(this.getNode(), '"Contracts" is empty', {
				description: 'Enter the number of a contract first, for example 2001, not an expression.',
			});
		}
		const { seats, next } = await searchSeatHolders(await readLinkedIn(this), worldOf(this), {
			contractUrns: contracts,
			search: filter ?? '',
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

/** Active users whom SmartRecruiters finds for what was typed, page by page. */
export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await told(this, async () => {
		const type = z
			.enum(SMARTRECRUITERS_CREDENTIALS)
			.catch('smartRecruitersOAuth2Api')
			.parse(this.getCurrentNodeParameter('authentication'));
		const { users, nextPageId } = await searchUsersPage(
			await readSmartRecruiters(this, type),
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
