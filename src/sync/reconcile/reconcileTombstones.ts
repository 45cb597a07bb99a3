import { MAX_BATCH } from '../../linkedin/batchWrite';
import { getCandidates } from '../../linkedin/candidates';
import { removePeople } from '../people/removePeople';
import { named } from './counted';
import type { Difference } from './Difference';
import type { ReconcileState } from './ReconcileState';
import type { Reconciling, ReconcileStep } from './Reconciling';

/** Who was deleted must be gone: a write that was under way may have brought them back. */
export async function reconcileTombstones(
	work: Reconciling,
	state: ReconcileState,
): Promise<ReconcileStep> {
	const ids = work.tombstones.filter((id) => id > state.tombstone).slice(0, MAX_BATCH);
	const last = ids.at(-1);
	if (last === undefined)
		return { state: { ...state, phase: 'done' }, differences: [], outcome: {} };
	const held = await getCandidates(work.linkedIn, ids);
	const back = ids.filter((id) => held.has(id));
	const differences = back.map(
		(id): Difference => ({
			kind: 'candidate',
			recordId: id,
			candidateId: id,
			difference: 'must not be there',
			fields: [],
		}),
	);
	const byReason = await Promise.all(
		back.map(async (candidateId) => ({
			candidateId,
			reason: (await work.sharing.barred(candidateId)) === 'always' ? 'onRequest' : 'deleted',
		})),
	);
	const removals = [];
	for (const wanted of work.repairs ? (['deleted', 'onRequest'] as const) : []) {
		const people = byReason.filter(({ reason }) => reason === wanted);
		removals.push(await removePeople(work, people, wanted));
	}
	return {
		state: {
			...state,
			tombstone: last,
			resurrected: state.resurrected + back.length,
			named: named(state, differences),
		},
		differences,
		outcome: {
			deletions: removals.flatMap(({ deletions }) => deletions),
			rejections: removals.flatMap(({ rejections }) => rejections),
		},
	};
}
