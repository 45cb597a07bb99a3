import { deleteApplications } from '../../linkedin/applications';
import { applicationId } from '../../mapping/applicationToLinkedIn';
import { toRemoval } from '../Deletion';
import type { ReconcileState } from './ReconcileState';
import type { Reconciling, ReconcileStep } from './Reconciling';

/** How many jobs are tried for one person before the work may rest: ten requests. */
const JOBS_AT_ONCE = 1_000;

/**
 * Of a deleted application SmartRecruiters tells nobody, and LinkedIn lists none: for people who changed of late, the
 * applications to all other jobs are deleted, which is none for most. A bounded part of one person's a step.
 */
export async function removeLeftovers(
	work: Reconciling,
	state: ReconcileState,
): Promise<ReconcileStep> {
	const { people, jobsDone } = state.leftovers;
	const [person, ...rest] = people;
	if (!person)
		return { state: { ...state, phase: afterLeftovers(state) }, differences: [], outcome: {} };
	const all = await work.sharing.allJobIds();
	const own = new Set(person.jobIds);
	const until = jobsDone + JOBS_AT_ONCE;
	const statuses = await deleteApplications(
		work.linkedIn,
		all
			.slice(jobsDone, until)
			.filter((jobId) => !own.has(jobId))
			.map((jobId) => applicationId(person.candidateId, jobId)),
	);
	const { deletions } = toRemoval('application', statuses, 'deleted', work.effects.now());
	return {
		state: {
			...state,
			leftovers: until < all.length ? { people, jobsDone: until } : { people: rest, jobsDone: 0 },
		},
		differences: [],
		outcome: { deletions: deletions.filter(({ found }) => found) },
	};
}

function afterLeftovers({ list }: ReconcileState): ReconcileState['phase'] {
	return list.pageId === null ? 'absent' : 'people';
}
