import { PageGuard } from '../../http/PageGuard';
import { getJobStatus, type JobSubmission, submitJobs } from '../../linkedin/jobPostings';
import { isClosed, jobToLinkedIn } from '../../mapping/jobToLinkedIn';
import { withdrawnJob } from '../../mapping/withdrawnJob';
import { listJobs } from '../../smartrecruiters/jobs';
import type { SrJobListItem } from '../../smartrecruiters/schemas';
import { recordKey } from '../../state/ParkedRecords';
import { readJobs } from '../jobs/jobPages';
import { forgetClosed, rememberJobs, sentJobs } from '../jobs/sentJobs';
import { mayBeOpen } from '../jobs/mayBeOpen';
import { ALREADY_CLOSED, statusUnknown } from '../jobs/withdrawJobs';
import { availabilityOf } from '../jobs/submitJobPages';
import { LIST_START } from '../ListCursor';
import { running } from '../records/acceptedJobs';
import { refusal } from '../refusals';
import { malformedToRejection } from '../toRejection';
import { counted, named } from './counted';
import type { Difference } from './Difference';
import type { ReconcileState } from './ReconcileState';
import type { Reconciling, ReconcileStep } from './Reconciling';

/**
 * One page of jobs: whether LinkedIn knows each, and whether what is over is closed there. What is sent again stays parked
 * until the hourly run knows what became of it: LinkedIn may have dropped it before.
 */
export async function reconcileJobs(
	work: Reconciling,
	state: ReconcileState,
): Promise<ReconcileStep> {
	const { linkedIn, smartRecruiters, sharing, effects } = work;
	const guard = new PageGuard('SmartRecruiters', 'GET /jobs', state.list.guard ?? undefined);
	const cursor = state.list.pageId ?? undefined;
	const page = await listJobs(smartRecruiters, { pageId: cursor });
	const seen = guard.check(cursor, page);
	const hiddenIds = page.content
		.filter((item) => sharing.visibilityOf(item) === 'never')
		.map(({ id }) => id);
	const toWithdraw = await sentJobs(work, hiddenIds);
	const known = await getJobStatus(
		linkedIn,
		page.content
			.map(({ id }) => id)
			.filter((id) => !hiddenIds.includes(id) || toWithdraw.includes(id)),
	);
	forgetClosed(work, known, toWithdraw);
	const counts = { company: 0, linkedIn: 0, withheld: 0, refused: 0, differences: 0 };
	const found: Difference[] = [];
	const suspects: SrJobListItem[] = [];
	const submissions: JobSubmission[] = [];
	/** Jobs that are sent again, and whether each is to be closed when LinkedIn has it. */
	const followed = new Map<string, boolean>();
	const rejections = page.malformed.map(malformedToRejection);
	const differs = (recordId: string, difference: Difference['difference']): void => {
		found.push({ kind: 'job', recordId, difference, fields: [] });
	};
	for (const item of page.content) {
		const at = known?.get(item.id);
		if (hiddenIds.includes(item.id)) {
			counts.withheld += 1;
			if (!toWithdraw.includes(item.id) || !mayBeOpen(known, item.id)) continue;
			if (at === 'open') differs(item.id, 'must not be there');
			submissions.push({ job: withdrawnJob(item.id, effects.now()), operation: 'CLOSE' });
		} else if (known?.unknown.has(item.id)) {
			rejections.push(statusUnknown(item.id));
		} else if (!at || isClosed(item.status) !== (at === 'closed')) {
			suspects.push(item);
		} else {
			counts.company += 1;
			counts.linkedIn += 1;
		}
	}
	// Without an answer there is nothing to compare, and templates and refused jobs are rightly not there.
	const read = await readJobs(work, known ? suspects : []);
	for (const job of read.jobs) {
		if (job.details.template) continue;
		const mapped = jobToLinkedIn(
			job,
			availabilityOf(job, work),
			work.sharing.accessRestricted(job.item),
		);
		if (!mapped.ok) {
			counts.refused += 1;
			continue;
		}
		counts.company += 1;
		const at = known?.get(job.item.id);
		if (at) counts.linkedIn += 1;
		const over = isClosed(job.item.status);
		differs(job.item.id, !at ? 'missing' : over ? 'not closed' : 'closed');
		const operation = !at ? 'CREATE' : over ? 'CLOSE' : 'UPDATE';
		submissions.push({ job: mapped.value, operation });
		followed.set(job.item.id, over && operation === 'CREATE');
	}
	rejections.push(...read.rejections);
	if (work.repairs)
		await rememberJobs(
			work,
			submissions
				.map(({ job }) => job.externalJobPostingId)
				.filter((id) => !hiddenIds.includes(id)),
		);
	for (const outcome of await submitJobs(linkedIn, work.repairs ? submissions : [])) {
		const { externalJobPostingId: id } = outcome;
		if (!('taskUrn' in outcome)) {
			if (outcome.status !== ALREADY_CLOSED)
				rejections.push(refusal('job', id, outcome.status, outcome.field));
			continue;
		}
		const isToClose = followed.get(id);
		if (isToClose !== undefined)
			rejections.push(
				running(id, { task: outcome.taskUrn, acceptedAtMs: effects.now(), isToClose }),
			);
	}
	const listed = new Set(page.ids.map((id) => recordKey('job', id)));
	const next = page.nextPageId;
	return {
		state: {
			...state,
			jobs: counted(state.jobs, { ...counts, differences: found.length }),
			named: named(state, found),
			absent: state.absent.filter((key) => !listed.has(key)),
			...(next === undefined
				? { phase: 'people', list: LIST_START }
				: { list: { pageId: next, guard: seen } }),
		},
		differences: found,
		outcome: { rejections },
	};
}
