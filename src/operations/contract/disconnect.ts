import { Progress } from '../../state/Progress';
import type { LinkedInRuntime } from '../Runtime';
import type { ContractRefusal } from './contractRefusal';
import { type Deactivation, deactivateAccess } from './deactivateAccess';
import { emptyContractRow } from './emptyContractRow';
import { removeVisibility } from '../history/removeVisibility';
import { type ContractsBusy, withContracts } from './withContracts';

export interface DisconnectInput {
	/** Where Recruiter is, for example `https://www.linkedin.com`. */
	webBaseUrl: string;
	/** Whether everything that was sent is taken back: `Remove Everything` of RSC Historical Sync does it from then on. */
	removeEverything: boolean;
}

/** A person waits for the page. */
const ROWS_LIMIT_MS = 20_000;

/** Stands in the organization's row until LinkedIn has taken everything back. */
const TELL_LINKEDIN =
	'LinkedIn still has the callback URL or the viewers. Disconnect once more to remove them.';

/**
 * Ends the connection. First of all the state, so that nothing is sent from here on, whatever follows; then what LinkedIn
 * holds for the organization. Repeated, it changes nothing.
 */
export async function disconnect(
	runtime: LinkedInRuntime,
	{ webBaseUrl, removeEverything }: DisconnectInput,
): Promise<{ deactivated: Deactivation[]; refused: ContractRefusal[] } | ContractsBusy> {
	const { store, effects, linkedIn } = runtime;
	const { organizationUrn } = linkedIn.settings;
	return await withContracts(runtime, async (contracts) => {
		const own = (await contracts.own()) ?? emptyContractRow(organizationUrn, organizationUrn);
		const ended = { ...own, state: 'disconnected' as const, whatToDo: TELL_LINKEDIN };
		const rows = await contracts.list();
		await contracts.put([ended, ...rows.map((row) => ({ ...row, state: ended.state }))]);
		if (removeEverything) await beginRemoval(new Progress(store, organizationUrn), effects.now());
		const result = await deactivateAccess(linkedIn, runtime, { webBaseUrl });
		// Whatever is left is deleted by Remove Everything, or the next Sync Visibility.
		const { left } = await removeVisibility(runtime, ROWS_LIMIT_MS);
		if (result.refused.length === 0 && left === 'nothing')
			await contracts.put([{ ...ended, whatToDo: '' }]);
		return result;
	});
}

/** A removal that is under way goes on. */
async function beginRemoval(progress: Progress, nowMs: number): Promise<void> {
	const before = await progress.read('removal');
	if (before && before.startedAt !== '' && before.finishedAt === '') return;
	await progress.forget('removal');
	await progress.save(nowMs, [
		{
			stream: 'removal',
			startedAt: new Date(nowMs).toISOString(),
			activity: 'Begins within a minute',
		},
	]);
}
