import { ConfigurationError } from '../../errors/ConfigurationError';
import { LockLostError } from '../../errors/LockLostError';
import { StateError } from '../../errors/StateError';

export type Settled<T> = { ok: true; value: T } | { ok: false; error: Error };

/**
 * What became of one export's requests: a failure belongs to this export alone, and the others go on.
 *
 * @throws what concerns all of them: the state cannot be used, the lock was lost, the run was cancelled
 */
export async function settle<T>(work: () => Promise<T>): Promise<Settled<T>> {
	try {
		return { ok: true, value: await work() };
	} catch (error) {
		if (
			!(error instanceof Error) ||
			error instanceof StateError ||
			error instanceof LockLostError ||
			error instanceof ConfigurationError
		)
			throw error;
		return { ok: false, error };
	}
}
