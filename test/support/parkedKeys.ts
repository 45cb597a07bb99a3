import type { StateStore } from '../../src/state/StateStore';
import { PARKED } from '../../src/state/tables';
import { ORGANIZATION } from '../../scripts/support/historyRuntime';

/** Keys of everything that is parked. */
export async function parkedKeys({ store }: { store: StateStore }): Promise<string[]> {
	const rows = await store.read(PARKED, { organization: ORGANIZATION });
	return rows.map(({ recordKey }) => recordKey);
}
