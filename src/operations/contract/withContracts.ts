import { withLock } from '../../state/Lock';
import { Contracts } from '../../state/Contracts';
import type { LinkedInRuntime } from '../Runtime';

/** Steps that change contracts take seconds: whoever comes second waits for so long. */
const PATIENCE_MS = 20_000;

/** Somebody else is changing this organization's contracts. */
export interface ContractsBusy {
	state: 'busy';
	message: string;
	/** ISO 8601. */
	busyUntil: string;
}

/** Changes an organization's contracts alone: a check and a page never overwrite each other's rows. */
export async function withContracts<T>(
	runtime: LinkedInRuntime,
	work: (contracts: Contracts) => Promise<T>,
): Promise<T | ContractsBusy> {
	const { store, effects, owner } = runtime;
	const { organizationUrn } = runtime.linkedIn.settings;
	const locked = await withLock(
		{ store, effects, owner, name: `${organizationUrn}:contracts`, patienceMs: PATIENCE_MS },
		async () => await work(new Contracts(store, organizationUrn)),
	);
	if (locked.held) return locked.value;
	return {
		state: 'busy',
		message: 'Another run is changing the contracts of this organization. Try again in a minute.',
		busyUntil: new Date(locked.busyUntilMs).toISOString(),
	};
}
