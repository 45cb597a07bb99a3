import { Settings, type StoredSharing } from '../../state/Settings';
import type { Runtime } from '../Runtime';
import { resolveSharing } from './resolveSharing';

export interface SharingInput {
	/** What changes; departments by id or name, jobs by id. What is not named stays. */
	rules: Partial<StoredSharing>;
	/** Who decided. */
	changedBy: string;
}

/**
 * Keeps what may be shared: read by everything that sends or deletes.
 *
 * @throws ConfigurationError naming the rule that names what SmartRecruiters does not have
 */
export async function setSharingRules(
	runtime: Runtime,
	{ rules, changedBy }: SharingInput,
): Promise<StoredSharing> {
	const after = await resolveSharing(runtime, rules);
	const settings = new Settings(runtime.store, runtime.linkedIn.settings.organizationUrn);
	await settings.saveSharing(after, changedBy, runtime.effects.now());
	return after;
}
