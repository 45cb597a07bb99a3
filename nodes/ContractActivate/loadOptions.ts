import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { listOrReason, openChosenSmartRecruiters } from '../../src/n8n/formLists';
import { listDepartments } from '../../src/smartrecruiters/departments';
import { listJobs } from '../../src/smartrecruiters/jobs';

/** A list in a form gets no better by being longer. */
const MOST_PAGES = 10;

export async function getDepartments(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await listOrReason(this, async () => {
		const departments = await listDepartments(await openChosenSmartRecruiters(this));
		return departments.map(({ id, label }) => ({ name: label, value: id }));
	});
}

export async function getJobs(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await listOrReason(this, async () => {
		const api = await openChosenSmartRecruiters(this);
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
	});
}
