import { getApplications } from '../../linkedin/applications';
import { jobTitle } from '../../mapping/jobTitle';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { listCandidates } from '../../smartrecruiters/candidates';
import { advanced } from '../advanced';
import type { Checkpoint } from '../checkpoint';
import { LIST_START } from '../ListCursor';
import { type Outcome } from '../Outcome';
import { readAhead } from '../readAhead';
import type { SyncContext } from '../SyncContext';
import type { StepResult, Work } from '../Work';
import { jobIdsOf } from '../people/jobIdsOf';
import { sendReadPeople } from '../people/sendReadPeople';
import { readPeoplePage } from '../people/readPeople';

const NEXT: Checkpoint['extras'] = { state: 'audit', jobIds: [], ...LIST_START };

/**
 * An application carries its job's title (LinkedIn reference §6.1): where a job got a new one, its applications are sent
 * again, page by page.
 */
export async function* followTitles(
	work: Work,
	checkpoint: Checkpoint,
	hasRoom: (recordsToCome: number) => boolean,
): AsyncGenerator<StepResult> {
	const { extras } = checkpoint;
	const to = (change: Checkpoint['extras'], records = 0, outcome: Partial<Outcome> = {}) => ({
		checkpoint: advanced(checkpoint, { extras: change }),
		records,
		outcome,
	});
	const [jobId, ...rest] = extras.jobIds;
	if (jobId === undefined) {
		yield to(NEXT);
		return;
	}
	const pages = readAhead({
		endpoint: 'GET /candidates',
		from: extras,
		read: async (pageId, isAbandoned) =>
			await readPeoplePage(work, { jobId, ...(pageId && { pageId }) }, true, isAbandoned),
		wantsNext: ({ people }) => hasRoom(people.length),
	});
	for await (const { page, next } of pages) {
		const outcome = await sendReadPeople(work, page, work.options);
		const left = next ? { jobIds: extras.jobIds, ...next } : { jobIds: rest, ...LIST_START };
		yield to({ state: 'titles', ...left }, page.people.length, outcome);
	}
}

/**
 * Looks at up to a hundred applications of a job, of people who may leave. Where LinkedIn does not tell, the answer is
 * yes.
 */
export async function isRetitled(
	{ smartRecruiters, linkedIn, sharing }: SyncContext,
	jobId: string,
	title: string,
): Promise<boolean> {
	const { content } = await listCandidates(smartRecruiters, { jobId });
	await sharing.lookUp(content.map(({ id }) => id));
	const ids: string[] = [];
	for (const item of content)
		if (!(await sharing.withheld({ ...item, jobIds: jobIdsOf(item) })))
			ids.push(applicationId(item.id, jobId));
	if (ids.length === 0) return false;
	const held = await getApplications(linkedIn, ids);
	if (!held || held.unknown.size > 0) return true;
	return [...held.values()].some(
		({ jobName }) => jobName === undefined || jobName !== jobTitle(title),
	);
}
