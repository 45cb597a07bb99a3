import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { WaitLedger } from '../../src/http/WaitLedger';
import {
	readSmartRecruiters,
	SMARTRECRUITERS_CREDENTIALS,
	worldOf,
} from '../../src/n8n/readConnection';
import { toNodeError } from '../../src/n8n/toNodeError';
import { openSmartRecruiters } from '../../src/operations/connect';
import { listDepartments } from '../../src/smartrecruiters/departments';
import { listJobs } from '../../src/smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../../src/smartrecruiters/SmartRecruitersApi';

const ANSWER_WITHIN_MS = 20_000;
/** A list in a form gets no better by being longer. */
const MOST_PAGES = 10;

async function openApi(context: ILoadOptionsFunctions): Promise<SmartRecruitersApi> {
	const type = z
		.enum(SMARTRECRUITERS_CREDENTIALS)
		.parse(context.getCurrentNodeParameter('authentication'));
	const frame = { deadlineMs: Date.now() + ANSWER_WITHIN_MS, ledger: new WaitLedger() };
	return openSmartRecruiters(await readSmartRecruiters(context, type), worldOf(context), frame).api;
}

export async function getDepartments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const departments = await listDepartments(await openApi(this));
		return departments.map(({ label }) => ({ name: label, value: label }));
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}

export async function getJobs(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const api = await openApi(this);
		const options: INodePropertyOptions[] = [];
		let pageId: string | undefined;
		for (let page = 0; page < MOST_PAGES; page += 1) {
			const { content, nextPageId } = await listJobs(api, { pageId });
			for (const { id, title, refNumber } of content)
				options.push({ name: refNumber ? `${title} (${refNumber})` : title, value: id });
			if (!nextPageId) break;
			pageId = nextPageId;
		}
		return options.sort((a, b) => a.name.localeCompare(b.name));
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}
