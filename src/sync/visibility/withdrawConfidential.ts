import { chunks } from '../../basics/chunks';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { readCandidates } from '../../smartrecruiters/candidates';
import { sentJobs } from '../jobs/sentJobs';
import { withdrawJobs } from '../jobs/withdrawJobs';
import { joined, type Outcome } from '../Outcome';
import { deleteSentApplications } from '../people/deleteSentApplications';
import type { SyncContext } from '../SyncContext';

const AT_ONCE = 100;

/**
 * Takes back what LinkedIn was sent of confidential jobs: the applications first, then the jobs, as a job that is never sent
 * is. LinkedIn takes a while to close a job: nothing is left only when it says so.
 *
 * @param store keeps what came of a part of it
 * @returns whether nothing is left
 */
export async function withdrawConfidential(
	context: SyncContext,
	store: (outcome: Outcome) => Promise<void>,
): Promise<boolean> {
	const confidential = [...(await context.sharing.confidentialJobs())];
	for (const some of chunks(await sentJobs(context, confidential), AT_ONCE)) {
		let isComplete = true;
		for (const jobId of some)
			for await (const { ids } of readCandidates(context.smartRecruiters, { jobId })) {
				const removal = await deleteSentApplications(
					context,
					ids.map((id) => applicationId(id, jobId)),
					'withheld',
				);
				isComplete &&= removal.rejections.length === 0;
				await store(joined([removal]));
			}
		// A job that is not named any more is not looked at again.
		if (isComplete) await store(joined([await withdrawJobs(context, some, 'withheld')]));
	}
	return (await sentJobs(context, confidential)).length === 0;
}
