import { Settings, type StoredSharing } from '../../state/Settings';
import { TableWatch } from '../../state/TableWatch';
import type { Runtime } from '../Runtime';
import { resolveSharing } from './resolveSharing';
import { type ContractsBusy, withContracts } from './withContracts';

export interface SharingInput {
	/** What changes; departments by id or name, jobs by id. What is not named stays. */
	rules: Partial<StoredSharing>;
	/** Who decided. */
	changedBy: string;
	/** When the rules were decided that this person has seen, empty for none: later ones are not overwritten. */
	seenAt?: string;
}

/** Somebody else has decided since the rules were shown. */
export interface SharingConflict {
	state: 'conflict';
	message: string;
}

/**
 * Keeps what may be shared: read by everything that sends or deletes. One decision at a time, so that none is lost. With
 * it, a person goes on without tables that were lost.
 *
 * @throws ConfigurationError naming the rule that names what SmartRecruiters does not have
 */
export async function setSharingRules(
	runtime: Runtime,
	{ rules, changedBy, seenAt }: SharingInput,
): Promise<{ state: 'kept'; rules: StoredSharing } | SharingConflict | ContractsBusy> {
	return await withContracts(runtime, async () => {
		const { organizationUrn } = runtime.linkedIn.settings;
		const settings = new Settings(runtime.store, organizationUrn);
		if (seenAt !== undefined && (await settings.decidedAt()) !== seenAt) {
			return {
				state: 'conflict',
				message:
					'Somebody has changed the rules since this page was shown. Nothing was kept: look at the rules as they are now, and change them again.',
			};
		}
		const after = await resolveSharing(runtime, rules);
		await settings.saveSharing(after, changedBy, runtime.effects.now());
		await new TableWatch(runtime.store, organizationUrn).accept();
		return { state: 'kept', rules: after };
	});
}
