import { readPages } from '../http/readPages';
import type { Page } from '../http/Page';
import { listCandidates } from '../smartrecruiters/candidates';
import { listJobs } from '../smartrecruiters/jobs';
import type { SmartRecruitersApi } from '../smartrecruiters/SmartRecruitersApi';
import { type Checkpoint, listsAreDone, type Tail } from './checkpoint';
import { LIST_START } from './ListCursor';
import { addToTail, sameTail } from './tail';
import { jobWindow, peopleWindow } from './window';

const DONE = { state: 'done', ...LIST_START } as const;

/**
 * Before a run after a finished one: reads again what the lists held near the end of that run. Where nothing differs,
 * nothing has changed since: the track is done without a single write, and keeps the counts that it had.
 */
export async function skipUnchanged(
	api: SmartRecruitersApi,
	begin: Checkpoint,
	finished: Checkpoint,
): Promise<Checkpoint> {
	let checkpoint = begin;
	if (begin.jobs.state !== 'done') {
		const same = await holdsTail('GET /jobs', finished.tails.jobs, async (pageId) =>
			listJobs(api, { ...jobWindow(begin), pageId }),
		);
		const counts = { ...checkpoint.counts, jobs: finished.counts.jobs };
		if (same) checkpoint = { ...checkpoint, jobs: DONE, counts };
	}
	if (begin.people.state !== 'done') {
		const same = await holdsTail('GET /candidates', finished.tails.candidates, async (pageId) =>
			listCandidates(api, { ...peopleWindow(begin), pageId }),
		);
		const counts = { ...finished.counts, jobs: checkpoint.counts.jobs };
		if (same) checkpoint = { ...checkpoint, people: DONE, counts };
	}
	if (!listsAreDone(checkpoint)) return checkpoint;
	// The next run looks at the same stretch again, so that its tails stay comparable.
	const { startedAtMs, tails } = finished;
	return { ...checkpoint, startedAtMs, tails };
}

/** Reads at most one page more than the tail has: more items than before are a change. */
async function holdsTail(
	endpoint: string,
	previous: Tail,
	read: (
		pageId: string | undefined,
	) => Promise<Page<{ id: string; updatedOn?: number | undefined }>>,
): Promise<boolean> {
	let tail: Tail = { count: 0, fingerprint: 0 };
	for await (const page of readPages({ service: 'SmartRecruiters', endpoint, read })) {
		for (const { id, updatedOn } of page.content) tail = addToTail(tail, id, updatedOn);
		if (tail.count > previous.count) break;
	}
	return sameTail(tail, previous);
}
