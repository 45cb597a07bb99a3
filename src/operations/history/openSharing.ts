import { HOUR_MS } from '../../basics/durations';
import type { Effects } from '../../http/Transport';
import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { Sharing } from '../../sync/Sharing';
import { DELETIONS } from '../../state/tables';
import type { Repositories } from './openRepositories';

/** So many rows of deletions are read at once, at most, to save a look at the table for each page. */
const MOST_DELETED = 200;
/** A deletion is recorded after it was made, and clocks of two machines differ: both are less than this. */
const RECORDED_WITHIN_MS = HOUR_MS;

/**
 * The sharing rules that the admin set, with what has to be looked up for them.
 *
 * @throws ConfigurationError; StateError when they cannot be read, or nobody knows any more who was deleted on request
 */
export async function openSharing(
	{ settings, deletions, watch, visibility }: Repositories,
	api: SmartRecruitersApi,
	effects: Effects,
): Promise<Sharing> {
	await watch.refuseLost(DELETIONS.name);
	const rules = await settings.sharing();
	const choice = await settings.visibility();
	const isRestricted =
		choice?.confidentialToTeam === true && (await visibility.isConfidentialSent());
	const sight = { ...(choice && { choice }), isRestricted };
	const sinceMs = effects.now() - RECORDED_WITHIN_MS;
	const barred = {
		of: async (ids: readonly string[]) => await deletions.barred(ids),
		all: async () => await deletions.allBarred(MOST_DELETED),
		fresh: async () => await deletions.allBarred(MOST_DELETED, sinceMs),
		nowMs: () => effects.now(),
	};
	return await Sharing.open(rules, barred, api, sight);
}
