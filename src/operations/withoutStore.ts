import type { StateStore } from '../state/StateStore';

/**
 * What looks and keeps nothing asks the vendors under the limits of this process alone: to share them with other processes
 * would be written down.
 */
export function withoutStore<R extends { store?: StateStore }>(runtime: R): Omit<R, 'store'> {
	const { store: _store, ...rest } = runtime;
	return rest;
}
