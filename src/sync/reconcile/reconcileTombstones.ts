import { MAX_BATCH } from '../../linkedin/batchWrite';
import { heldAgain } from '../people/heldAgain';
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
	const ids = [...(await work.tombstones())]
		.filter((id) => id > state.tombstone)
		.sort()
		.slice(0, MAX_BATCH);
	const last = ids.at(-1);
	if (last === undefined)
		return { state: { ...state, phase: 'done' }, differences: [], outcome: {} };
	const held = await heldAgain(work, ids);
	const back: Array<{ candidateId: string; reason: 'onRequest' | 'deleted' }> = [];
	for (const candidateId of ids.filter((id) => held.has(id))) {
		// This very run may have seen them again, and sent them.
		const barred = await work.sharing.barred(candidateId);
		if (barred) back.push({ candidateId, reason: barred === 'always' ? 'onRequest' : 'deleted' });
	}
	const differences = back.map(
		({ candidateId }): Difference => ({
			kind: 'candidate',
			recordId: candidateId,
			candidateId,
			difference: 'must not be there',
			fields: [],
		}),
	);
	const removals = [];
	for (const wanted of work.repairs ? (['deleted', 'onRequest'] as const) : []) {
		const people = back.filter(({ reason }) => reason === wanted);
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
