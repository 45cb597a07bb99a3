import type { SmartRecruitersApi } from '../../smartrecruiters/SmartRecruitersApi';
import { Sharing } from '../../sync/Sharing';
import type { Repositories } from './openRepositories';

/** The sharing rules that the admin set, with what has to be looked up for them. @throws ConfigurationError, StateError */
export async function openSharing(
	{ settings, deletions }: Repositories,
	api: SmartRecruitersApi,
): Promise<Sharing> {
	const rules = await settings.sharing();
	return await Sharing.open(rules, async (ids) => await deletions.barred(ids), api);
}
