import { deleteApplications } from '../../linkedin/applications';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { DETAIL_CONCURRENCY } from '../../smartrecruiters/limits';
import { toRemoval } from '../Deletion';
import { mapConcurrently } from '../mapConcurrently';
import { deleteSentApplications } from '../people/deleteSentApplications';
import { shownJobs } from '../people/shownJobs';
import type { ReconcileState } from './ReconcileState';
import type { Reconciling, ReconcileStep } from './Reconciling';

/** How many people are looked at before the work may rest. */
const PEOPLE_AT_ONCE = 50;
/** How many jobs are tried for one person before the work may rest, where nobody knows what was sent: ten requests. */
const JOBS_AT_ONCE = 1_000;

/**
 * Of a deleted application SmartRecruiters tells nobody, and LinkedIn lists none. For people who changed of late, those are
 * deleted that LinkedIn was sent and SmartRecruiters has no more. Between two steps hours may pass, so each asks anew to
 * which jobs a person applied; where nobody can tell, nothing is deleted.
 */
export async function removeLeftovers(
	work: Reconciling,
	state: ReconcileState,
): Promise<ReconcileStep> {
	const { candidateIds } = state.leftovers;
	if (candidateIds.length === 0)
		return { state: { ...state, phase: afterLeftovers(state) }, differences: [], outcome: {} };
	const some = candidateIds.slice(0, PEOPLE_AT_ONCE);
	const sent = await work.sent.people(some);
	if (!sent) return await tryAllJobs(work, state);
	const left = await mapConcurrently([...sent], DETAIL_CONCURRENCY, async ([candidateId, jobs]) => {
		const own = await shownJobs(work, candidateId);
		const gone = own && !('code' in own) ? [...jobs.keys()].filter((id) => !own.has(id)) : [];
		return gone.map((jobId) => applicationId(candidateId, jobId));
	});
	const removal = await deleteSentApplications(work, left.flat(), 'deleted');
	const next = { candidateIds: candidateIds.slice(some.length), afterJobId: '' };
	return {
		state: { ...state, leftovers: next },
		differences: [],
		outcome: { ...removal, deletions: removal.deletions.filter(({ found }) => found) },
	};
}

/**
 * Where nobody knows what was sent: the applications to all other jobs are deleted, which is none for most. A bounded part
 * of one person's a step.
 */
async function tryAllJobs(work: Reconciling, state: ReconcileState): Promise<ReconcileStep> {
	const { candidateIds, afterJobId } = state.leftovers;
	const [candidateId = '', ...rest] = candidateIds;
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
