import type { Page } from '../http/Page';
import { listCandidates } from '../smartrecruiters/candidates';
import { listJobs } from '../smartrecruiters/jobs';
import type { BackfillRun } from './BackfillRun';
import { type Checkpoint, listsAreDone, type Tail } from './checkpoint';
import { addToTail, sameTail } from './tail';
import { jobWindow, peopleWindow } from './window';

/**
 * Before a run after a finished one: reads again what the lists held near the end of that run. Where nothing differs,
 * nothing has changed since: the track is done without a single write, and keeps the counts that it had.
 */
export async function skipUnchanged(run: BackfillRun, finished: Checkpoint): Promise<void> {
	const { checkpoint, smartRecruiters } = run;
	const done = { state: 'done', pageId: null } as const;
	if (checkpoint.jobs.state !== 'done') {
		const same = await holdsTail(
			finished.tails.jobs,
			async (pageId) => await listJobs(smartRecruiters, { ...jobWindow(checkpoint), pageId }),
		);
		if (same) {
			const counts = { ...run.checkpoint.counts, jobs: finished.counts.jobs };
			run.checkpoint = { ...run.checkpoint, jobs: done, counts };
		}
	}
	if (checkpoint.people.state !== 'done') {
		const same = await holdsTail(
			finished.tails.candidates,
			async (pageId) =>
				await listCandidates(smartRecruiters, { ...peopleWindow(checkpoint), pageId }),
		);
		if (same) {
			const { jobs } = run.checkpoint.counts;
			run.checkpoint = { ...run.checkpoint, people: done, counts: { ...finished.counts, jobs } };
		}
	}
	if (listsAreDone(run.checkpoint)) {
		// The next run looks at the same stretch again, so that its tails stay comparable.
		const { startedAtMs, tails } = finished;
		run.checkpoint = { ...run.checkpoint, startedAtMs, tails };
	}
}

/** Reads at most one page more than the tail has: more items than before are a change. */
async function holdsTail(
	previous: Tail,
	read: (
		pageId: string | undefined,
	) => Promise<Page<{ id: string; updatedOn?: number | undefined }>>,
): Promise<boolean> {
	let tail: Tail = { count: 0, fingerprint: 0 };
	let pageId: string | undefined;
	do {
		const page = await read(pageId);
		for (const { id, updatedOn } of page.content) tail = addToTail(tail, id, updatedOn);
		pageId = page.nextPageId;
	} while (pageId !== undefined && tail.count <= previous.count);
	return sameTail(tail, previous);
}
