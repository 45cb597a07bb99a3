import { Settings, type StoredSharing } from '../../state/Settings';
import { SETTINGS } from '../../state/tables';
import type { Keeping } from '../Runtime';

/** What may be shared, and who decided it. */
export interface DecidedSharing {
	rules: StoredSharing;
	/** Empty while nobody has decided: then the defaults hold. */
	changedBy: string;
	/** ISO 8601. */
	changedAt: string;
}

/** @throws StateError when the rules cannot be read */
export async function getSharingRules(
	{ store }: Keeping,
	organization: string,
): Promise<DecidedSharing> {
	const [row] = await store.read(SETTINGS, { organization });
	const rules = await new Settings(store, organization).sharing();
	const decided = row !== undefined && row.sharing !== '';
	return {
		rules,
		changedBy: decided ? row.changedBy : '',
		changedAt: decided ? row.changedAt : '',
	};
}
