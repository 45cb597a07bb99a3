import { getJobStatus, type JobSubmission, submitJobs } from '../../linkedin/jobPostings';
import { isClosed, jobToLinkedIn } from '../../mapping/jobToLinkedIn';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import { getJob, listJobs } from '../../smartrecruiters/jobs';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import type { SrJobListItem } from '../../smartrecruiters/schemas';
import { mapConcurrently } from '../mapConcurrently';
import { refusal } from '../refusals';
import type { ReconcileRun } from './ReconcileRun';
import type { Difference } from './ReconcileState';

/** One page of jobs: whether LinkedIn knows each, and whether what is over is closed there. */
export async function reconcileJobs(run: ReconcileRun): Promise<void> {
	const page = await listJobs(run.smartRecruiters, { pageId: run.state.pageId ?? undefined });
	const known = await getJobStatus(
		run.linkedIn,
		page.content.map(({ id }) => id),
	);
	const counts = { company: 0, linkedIn: 0, withheld: 0, refused: 0 };
	const found: Difference[] = [];
	const suspects: SrJobListItem[] = [];
	const nowMs = run.effects.now();
	const submissions: JobSubmission[] = [];
	const differs = (id: string, difference: Difference['difference']): void => {
		found.push({ kind: 'job', recordId: id, difference, fields: [] });
	};
	const visibility = await run.sharing.visibility();
	for (const item of page.content) {
		const state = known?.get(item.id);
		if (visibility(item) === 'never') {
			counts.withheld += 1;
			if (state !== 'open') continue;
			differs(item.id, 'must not be there');
			submissions.push({ job: withdrawnJob(item.id, nowMs), operation: 'CLOSE' });
		} else if (!state || isClosed(item.status) !== (state === 'closed')) {
			suspects.push(item);
		} else {
			counts.company += 1;
			counts.linkedIn += 1;
		}
	}
	// Without an answer there is nothing to compare, and templates and refused jobs are rightly not there.
	const jobs = known
		? await mapConcurrently(
				suspects,
				DETAIL_CONCURRENCY,
				async (item) => await getJob(run.smartRecruiters, item),
			)
		: [];
	for (const job of jobs) {
		if (job.details.template) continue;
		const isPrivate = visibility(job.item) === 'private';
		const mapped = jobToLinkedIn(
			job,
			isPrivate ? 'PRIVATE_TO_ATS_INTEGRATION' : run.chosen.availability,
		);
		if (!mapped.ok) {
			counts.refused += 1;
			continue;
		}
		counts.company += 1;
		const state = known?.get(job.item.id);
		if (state) counts.linkedIn += 1;
		const over = isClosed(job.item.status);
		differs(job.item.id, !state ? 'missing' : over ? 'not closed' : 'closed');
		const operation = !state ? 'CREATE' : over ? 'CLOSE' : 'UPDATE';
		submissions.push({ job: mapped.value, operation });
	}
	if (run.repairs) {
		for (const outcome of await submitJobs(run.linkedIn, submissions)) {
			if (!('taskUrn' in outcome) && outcome.status !== 409) {
				const { externalJobPostingId: id, status, field } = outcome;
				run.rejections.push(refusal('job', id, status, field));
			}
		}
	}
	run.jobs(counts, page.nextPageId, found);
}
