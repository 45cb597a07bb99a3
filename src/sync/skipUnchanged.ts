import type { Page } from '../smartrecruiters/schemas';
import { listCandidates } from '../smartrecruiters/candidates';
import { listJobs } from '../smartrecruiters/jobs';
import type { BackfillRun } from './BackfillRun';
import type { Checkpoint, Tail } from './checkpoint';
import { addToTail, sameTail } from './tail';
import { jobWindow, peopleWindow } from './window';

/**
 * Before a run after a finished one: reads again what the lists held near the end of that run. Where nothing differs,
 * nothing has changed since, and the track is done without a single write.
 */
export async function skipUnchanged(
	run: BackfillRun,
	previous: NonNullable<Checkpoint['previousTails']>,
): Promise<void> {
	const { checkpoint, smartRecruiters } = run;
	if (checkpoint.jobs.state !== 'done') {
		const same = await holdsTail(
			previous.jobs,
			async (pageId) => await listJobs(smartRecruiters, { ...jobWindow(checkpoint), pageId }),
		);
		if (same)
			run.checkpoint = {
				...run.checkpoint,
				jobs: { state: 'done', pageId: null },
				counts: run.counted({ jobs: { total: 0 } }),
			};
	}
	if (checkpoint.people.state !== 'done') {
		const same = await holdsTail(
			previous.candidates,
			async (pageId) =>
				await listCandidates(smartRecruiters, { ...peopleWindow(checkpoint), pageId }),
		);
		if (same)
			run.checkpoint = {
				...run.checkpoint,
				people: { state: 'done', pageId: null },
				counts: run.counted({
					candidates: { total: 0 },
					applications: { total: 0 },
					details: { total: 0 },
				}),
			};
	}
	run.checkpoint = keepTails(run.checkpoint, previous);
}

/** An unread track has added nothing to its tail: what was there before is there still, unless it has grown old. */
function keepTails(
	checkpoint: Checkpoint,
	previous: NonNullable<Checkpoint['previousTails']>,
): Checkpoint {
	const { jobs, people, tails } = checkpoint;
	const skippedJobs = jobs.state === 'done';
	const skippedPeople = people.state === 'done';
	if (skippedJobs && skippedPeople && checkpoint.previousStartedAtMs !== null) {
		// The next run looks at the same stretch again, so that its tail stays comparable.
		return { ...checkpoint, startedAtMs: checkpoint.previousStartedAtMs, tails: previous };
	}
	return { ...checkpoint, tails };
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
