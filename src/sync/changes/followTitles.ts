import { getApplications } from '../../linkedin/applications';
import { jobTitle } from '../../mapping/jobTitle';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { listCandidates } from '../../smartrecruiters/candidates';
import { listJobs } from '../../smartrecruiters/jobs';
import type { BackfillRun } from '../BackfillRun';
import { readPeoplePage } from '../people/readPeople';
import { sendPeople } from '../people/sendPeople';
import type { PeopleChoice, SyncContext } from '../SyncContext';
import { jobWindow } from '../window';

/**
 * An application carries its job's title (LinkedIn reference §6.1): where a job got a new one, its applications are sent
 * again, page by page.
 */
export async function followTitles(run: BackfillRun): Promise<void> {
	const { extras } = run.checkpoint;
	if (!run.options.applications) {
		run.commit({ extras: { state: 'audit', jobIds: null, pageId: null } }, 0, []);
		return;
	}
	if (extras.jobIds === null) {
		run.commit({ extras: { ...extras, jobIds: await findRetitled(run), pageId: null } }, 0, []);
		return;
	}
	const [jobId, ...rest] = extras.jobIds;
	if (jobId === undefined) {
		run.commit({ extras: { state: 'audit', jobIds: null, pageId: null } }, 0, []);
		return;
	}
	const { next, sent, rejections, deletions } = await sendApplicants(
		run,
		run.options,
		jobId,
		extras.pageId ?? undefined,
	);
	run.deletions.push(...deletions);
	run.commit(
		{
			extras: next ? { ...extras, pageId: next } : { ...extras, jobIds: rest, pageId: null },
		},
		sent,
		rejections,
	);
}

/** Sends one page of those who applied for a job. */
export async function sendApplicants(
	context: SyncContext,
	choice: PeopleChoice,
	jobId: string,
	pageId: string | undefined,
) {
	const page = await readPeoplePage(context, { jobId, ...(pageId && { pageId }) }, true);
	const outcome = await sendPeople(context, page.people, choice);
	return {
		next: page.next,
		sent: page.people.length,
		rejections: [...outcome.rejections, ...outcome.applicationRejections],
		deletions: outcome.deletions,
	};
}

/** Jobs of this run's window whose applications stand under another title at LinkedIn. */
async function findRetitled(run: BackfillRun): Promise<string[]> {
	const hidden = await run.sharing.hiddenJobs();
	const found: string[] = [];
	let pageId: string | undefined;
	do {
		const page = await listJobs(run.smartRecruiters, { ...jobWindow(run.checkpoint), pageId });
		for (const { id, title } of page.content) {
			if (!hidden.has(id) && (await isRetitled(run, id, title))) found.push(id);
		}
		pageId = page.nextPageId;
	} while (pageId);
	return found;
}

/** Looks at up to a hundred applications of a job. Where LinkedIn does not let them be read, the answer is yes. */
export async function isRetitled(
	{ smartRecruiters, linkedIn }: SyncContext,
	jobId: string,
	title: string,
): Promise<boolean> {
	const { content } = await listCandidates(smartRecruiters, { jobId });
	if (content.length === 0) return false;
	const held = await getApplications(
		linkedIn,
		content.map(({ id }) => applicationId(id, jobId)),
	);
	if (!held) return true;
	return [...held.values()].some(
		({ jobName }) => jobName === undefined || jobName !== jobTitle(title),
	);
}
