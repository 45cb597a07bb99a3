import { Progress } from '../../state/Progress';
import type { LinkedInRuntime } from '../Runtime';
import type { ContractRefusal } from './contractRefusal';
import { type Deactivation, deactivateAccess } from './deactivateAccess';
import { emptyContractRow } from './emptyContractRow';
import { type ContractsBusy, withContracts } from './withContracts';

export interface DisconnectInput {
	/** Where Recruiter is, for example `https://www.linkedin.com`. */
	webBaseUrl: string;
	/** Whether everything that was sent is taken back: `Remove Everything` of RSC Historical Sync does it from then on. */
	removeEverything: boolean;
}

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
		const rows = [own, ...(await contracts.list())];
		await contracts.put(rows.map((row) => ({ ...row, state: 'disconnected' as const })));
		if (removeEverything) await beginRemoval(new Progress(store, organizationUrn), effects.now());
		return await deactivateAccess(linkedIn, runtime, { webBaseUrl });
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
