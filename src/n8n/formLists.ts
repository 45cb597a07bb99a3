import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';
import { WaitLedger } from '../http/WaitLedger';
import { openSmartRecruiters, type SmartRecruitersSide } from '../operations/connect';
import { searchSeatHolders } from '../operations/mapping/searchSeatHolders';
import type { SmartRecruitersApi } from '../smartrecruiters/SmartRecruitersApi';
import {
	readLinkedIn,
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from './readConnection';
import { toNodeError } from './toNodeError';

/** A person waits for the list. */
const PATIENCE_MS = 20_000;

const PageSchema = z.coerce.number().int().nonnegative().catch(0);

/** A list in a form that cannot be read says why, in the words of the node. */
export async function listOrReason<T>(
	context: ILoadOptionsFunctions,
	work: () => Promise<T>,
): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}

/** SmartRecruiters with the credential that the form chose. */
export async function readChosenSmartRecruiters(
	context: ILoadOptionsFunctions,
): Promise<SmartRecruitersSide> {
	const type = z
		.enum(SMARTRECRUITERS_CREDENTIALS)
		.catch('smartRecruitersOAuth2Api')
		.parse(context.getCurrentNodeParameter('authentication'));
	return await readSmartRecruiters(context, type);
}

/** For one list, with no more patience than a person has. */
export async function openChosenSmartRecruiters(
	context: ILoadOptionsFunctions,
): Promise<SmartRecruitersApi> {
	const frame = { deadlineMs: Date.now() + PATIENCE_MS, ledger: new WaitLedger() };
	const side = await readChosenSmartRecruiters(context);
	return openSmartRecruiters(side, worldOf(context), frame).api;
}

/** Seat holders of the contracts whose name or address holds what was typed, page by page. */
export async function listSeatHolders(
	context: ILoadOptionsFunctions,
	contractUrns: readonly string[],
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const { seats, next } = await searchSeatHolders(await readLinkedIn(context), worldOf(context), {
		contractUrns,
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
}
