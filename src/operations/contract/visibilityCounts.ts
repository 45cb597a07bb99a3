import type { SyncRow } from '../../state/tables';
import { parseState } from '../../sync/parseState';
import { type VisibilityState, VisibilityStateSchema } from '../../sync/visibility/VisibilityState';

/** To whom the last finished comparison showed how many jobs; `undefined` before it, and while everybody sees them. */
export function visibilityCounts(sync: readonly SyncRow[]): VisibilityState['counts'] | undefined {
	const row = sync.find(({ stream }) => stream === 'visibility');
	const state = parseState(row?.checkpoint ?? '', VisibilityStateSchema);
	return state && state.choice !== '' && state.comparedAtMs > 0 ? state.counts : undefined;
}
