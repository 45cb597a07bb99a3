import { HOUR_MS } from '../../basics/durations';
import type { Rejection } from '../../mapping/Rejection';
import { parseState } from '../../sync/parseState';
import { VisibilityStateSchema } from '../../sync/visibility/VisibilityState';
import type { Runtime } from '../Runtime';
import { openRepositories } from './openRepositories';
import { syncVisibility } from './syncVisibility';
import type { VisibilityInput } from './VisibilityInput';

/** What waits longer is tried by the hourly Sync Changes alone: LinkedIn does not hold the job yet, or refuses it. */
const LATELY_MS = HOUR_MS;

/**
 * Goes on with Sync Visibility where something waits: a seat that was mapped, a team that has changed, a comparison that was
 * stopped, confidential jobs that are to be shared. A run a minute is cheap: without anything to do, nothing is sent. The
 * first switch is not begun by it.
 *
 * @returns what could not be done
 */
export async function workOffVisibility(
	runtime: Runtime,
	limits: Pick<VisibilityInput, 'timeLimitMs' | 'jobCheckDelayMs'>,
): Promise<Rejection[]> {
	const { settings, visibility, progress } = openRepositories(runtime);
	if ((await settings.visibility())?.who !== 'team') return [];
	const effect = await visibility.effect();
	if (effect !== 'team' && effect !== 'switching') return [];
	const nowMs = runtime.effects.now();
	const row = await progress.read('visibility');
	if (row && row.resumeAtMs > nowMs) return [];
	const state = parseState(row?.checkpoint ?? '', VisibilityStateSchema);
	const isOpen =
		state !== undefined && (state.isDue || state.pass !== null || state.resend !== null);
	const isDue = isOpen || (await visibility.wantedPeople()).length > 0;
	// However many wait for longer, they do not hide a new one.
	const lately = await visibility.wanted(1, { sinceMs: nowMs - LATELY_MS });
	if (!isDue && lately.length === 0) return [];
	const scope = isDue ? 'due' : 'waiting';
	return (await syncVisibility(runtime, { scope, jobIds: [], ...limits })).rejections;
}
