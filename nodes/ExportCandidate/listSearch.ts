import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';
import { WaitLedger } from '../../src/http/WaitLedger';
import {
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from '../../src/n8n/readConnection';
import { openSmartRecruiters } from '../../src/operations/connect';
import { searchJobs } from '../../src/smartrecruiters/jobs';
import { searchCandidates } from '../../src/smartrecruiters/searchCandidates';
import type { SmartRecruitersApi } from '../../src/smartrecruiters/SmartRecruitersApi';
import { walkSources, writeSourceKey } from '../../src/smartrecruiters/sources';

/** A person waits for the list. */
const PATIENCE_MS = 20_000;

async function open(context: ILoadOptionsFunctions): Promise<SmartRecruitersApi> {
	const type = z
		.enum(SMARTRECRUITERS_CREDENTIALS)
		.catch('smartRecruitersOAuth2Api')
		.parse(context.getCurrentNodeParameter('authentication'));
	const side = await readSmartRecruiters(context, type);
	const frame = { deadlineMs: Date.now() + PATIENCE_MS, ledger: new WaitLedger() };
	return openSmartRecruiters(side, worldOf(context), frame).api;
}

/** The company's sources; people look for `LinkedIn`. */
export async function searchSources(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const results: INodeListSearchResult['results'] = [];
	for await (const source of walkSources(await open(this))) {
		const name = `${source.label} (${source.typeLabel})`;
		if (name.toLowerCase().includes(wanted)) results.push({ name, value: writeSourceKey(source) });
	}
	return { results: results.sort((a, b) => a.name.localeCompare(b.name)) };
}

/** Jobs that take people, by title. */
export async function searchOpenJobs(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = await searchJobs(await open(this), filter.trim(), paginationToken);
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
	const found = await searchCandidates(await open(this), filter.trim());
	return {
		results: found.map(({ id, firstName = '', lastName = '', email }) => ({
			name: `${firstName} ${lastName}${email ? ` <${email}>` : ''}`,
			value: id,
		})),
	};
}
