import { deleteApplications } from '../../linkedin/applications';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { toRemoval } from '../Deletion';
import { shownJobs } from '../people/shownJobs';
import type { ReconcileState } from './ReconcileState';
import type { Reconciling, ReconcileStep } from './Reconciling';

/** How many jobs are tried for one person before the work may rest: ten requests. */
const JOBS_AT_ONCE = 1_000;

/**
 * Of a deleted application SmartRecruiters tells nobody, and LinkedIn lists none: for people who changed of late, the
 * applications to all other jobs are deleted, which is none for most. A bounded part of one person's a step. Between two
 * steps hours may pass, so each asks anew to which jobs the person applied; where nobody can tell, nothing is deleted.
 */
export async function removeLeftovers(
	work: Reconciling,
	state: ReconcileState,
): Promise<ReconcileStep> {
	const { candidateIds, afterJobId } = state.leftovers;
	const [candidateId, ...rest] = candidateIds;
	if (candidateId === undefined)
		return { state: { ...state, phase: afterLeftovers(state) }, differences: [], outcome: {} };
	const nextPerson = { ...state, leftovers: { candidateIds: rest, afterJobId: '' } };
	const own = await shownJobs(work, candidateId);
	if (!own || 'code' in own) return { state: nextPerson, differences: [], outcome: {} };
	const left = (await work.sharing.allJobIds()).filter((id) => id > afterJobId);
	const jobs = left.slice(0, JOBS_AT_ONCE);
	const last = jobs.at(-1);
	const statuses = await deleteApplications(
		work.linkedIn,
		jobs.filter((jobId) => !own.has(jobId)).map((jobId) => applicationId(candidateId, jobId)),
	);
	const { deletions } = toRemoval('application', statuses, 'deleted', work.effects.now());
	return {
		state:
			last !== undefined && jobs.length < left.length
				? { ...state, leftovers: { candidateIds, afterJobId: last } }
				: nextPerson,
		differences: [],
		outcome: { deletions: deletions.filter(({ found }) => found) },
	};
}

function afterLeftovers({ list }: ReconcileState): ReconcileState['phase'] {
	return list.pageId === null ? 'absent' : 'people';
}
