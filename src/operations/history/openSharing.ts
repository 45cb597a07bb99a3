import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { Sharing } from '../../sync/Sharing';
import { DELETIONS } from '../../state/tables';
import type { Repositories } from './openRepositories';

/**
 * The sharing rules that the admin set, with what has to be looked up for them.
 *
 * @throws ConfigurationError; StateError when they cannot be read, or nobody knows any more who was deleted on request
 */
export async function openSharing(
	{ settings, deletions, watch }: Repositories,
	api: SmartRecruitersApi,
): Promise<Sharing> {
	await watch.refuseLost(DELETIONS.name);
	const rules = await settings.sharing();
	return await Sharing.open(rules, async (ids) => await deletions.barred(ids), api);
}
