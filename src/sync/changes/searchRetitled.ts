import type { Page } from '../../http/Page';
import { listJobs } from '../../smartrecruiters/jobs';
import type { SrJobListItem } from '../../smartrecruiters/schemas';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START } from '../ListCursor';
import { readAhead } from '../readAhead';
import { jobWindow } from '../window';
import type { StepResult, Work } from '../Work';
import { isRetitled } from './followTitles';

/** Looks page by page for jobs of this run's window whose applications stand under another title at LinkedIn. */
export async function* searchRetitled(
	work: Work,
	begin: Checkpoint,
	hasRoom: (recordsToCome: number) => boolean,
): AsyncGenerator<StepResult> {
	let checkpoint = begin;
	const to = (extras: Checkpoint['extras']): StepResult => {
		checkpoint = advanced(checkpoint, { extras });
		return { checkpoint, records: 0, outcome: {} };
	};
	if (!work.options.applications) {
		yield to({ state: 'audit', jobIds: [], ...LIST_START });
		return;
	}
	const hidden = await work.sharing.hiddenJobs();
	const pages = readAhead<Page<SrJobListItem>>({
		endpoint: 'GET /jobs',
		from: begin.extras,
		read: async (pageId) =>
			await listJobs(work.smartRecruiters, { ...jobWindow(begin), ...(pageId && { pageId }) }),
		wantsNext: () => hasRoom(0),
	});
	for await (const { page, next } of pages) {
		// A list that is read anew names jobs again.
		const found = new Set(checkpoint.extras.jobIds);
		for (const { id, title } of page.content)
			if (!hidden.has(id) && (await isRetitled(work, id, title))) found.add(id);
		const jobIds = [...found];
		yield to(
			next ? { state: 'search', jobIds, ...next } : { state: 'titles', jobIds, ...LIST_START },
		);
	}
}
