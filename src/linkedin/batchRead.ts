import { HeldRecords } from './HeldRecords';
import type { Verdict } from './schemas';

/** One answer to a batch read, by our ids. */
export interface BatchAnswer<T> {
	results: ReadonlyMap<string, T>;
	errors: ReadonlyMap<string, Verdict>;
}

/** What LinkedIn says of a record that it does not hold. */
const NOT_HELD = [404, 410];

/**
 * Reads up to 100 records. A batch read that succeeds may hold errors for single records (LinkedIn reference §14.2): these
 * are asked for once more, and then are unknown, never taken for "not there".
 *
 * @param ask gives `undefined` where LinkedIn does not let this be read at all
 */
export async function batchRead<T>(
	ids: readonly string[],
	ask: (ids: readonly string[]) => Promise<BatchAnswer<T> | undefined>,
): Promise<HeldRecords<T> | undefined> {
	if (ids.length === 0) return new HeldRecords<T>([]);
	const first = await ask(ids);
	if (!first) return undefined;
	const failed = failedOf(ids, first);
	const second = failed.length > 0 ? await ask(failed) : undefined;
	return new HeldRecords(
		[...first.results, ...(second?.results ?? [])],
		second ? failedOf(failed, second) : failed,
	);
}

function failedOf<T>(ids: readonly string[], { results, errors }: BatchAnswer<T>): string[] {
	return ids.filter((id) => {
		const error = errors.get(id);
		return error && !results.has(id) && !NOT_HELD.includes(error.status ?? 0);
	});
}
