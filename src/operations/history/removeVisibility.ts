import { WaitLedger } from '../../http/WaitLedger';
import { VisibilityLedger } from '../../state/VisibilityLedger';
import { withLock } from '../../state/Lock';
import { removeRows, type RowsRemoved } from '../../sync/visibility/removeRows';
import { openLinkedIn } from '../connect';
import type { LinkedInRuntime } from '../Runtime';
import { lockOptions } from './lockStream';

/**
 * Deletes every access list that LinkedIn was sent, and shows nobody more by it: for an organization that is disconnected.
 *
 * @throws PauseSignal when a limit says to wait longer than this may take; ConnectorError
 */
export async function removeVisibility(
	runtime: LinkedInRuntime,
	timeLimitMs: number,
): Promise<RowsRemoved> {
	const { store, effects, linkedIn } = runtime;
	const ledger = new VisibilityLedger(store, linkedIn.settings.organizationUrn);
	if ((await ledger.effect()) === undefined) return { deleted: 0, left: 'nothing' };
	const deadlineMs = effects.now() + timeLimitMs;
	const locked = await withLock(lockOptions(runtime, 'visibility'), async () => {
		const { api } = openLinkedIn(linkedIn, runtime, { deadlineMs, ledger: new WaitLedger() });
		const removed = await removeRows({ linkedIn: api, effects, ledger }, deadlineMs);
		if (removed.left === 'nothing') await ledger.clear();
		return removed;
	});
	return locked.held ? locked.value : { deleted: 0, left: 'more' };
}
