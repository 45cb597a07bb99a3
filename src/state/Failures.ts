import { type CountedFailure, failureKey } from '../http/FailedCalls';
import type { StateStore } from './StateStore';
import { type FailureRow, FAILURES } from './tables';

/** So many kinds are remembered for an organization; then the oldest make room. */
const MOST_KEPT = 100;

/** Which calls have failed lately, one row a kind with its last occurrence: for a vendor's support, without personal data. */
export class Failures {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	/** Adds to what is remembered; two runs at once may lose a count, never a kind. */
	async add(failures: readonly CountedFailure[]): Promise<void> {
		if (failures.length === 0) return;
		const { store, organization } = this;
		const values = failures.map(failureKey);
		const known = new Map(
			(
				await store.read(FAILURES, { organization }, { anyOf: { column: 'failureKey', values } })
			).map((row) => [row.failureKey, row] as const),
		);
		await store.put(
			FAILURES,
			failures.map(({ atMs, firstAtMs, times, ...failure }): FailureRow => {
				const key = failureKey({ ...failure, atMs });
				const before = known.get(key);
				return {
					...failure,
					organization,
					failureKey: key,
					times: (before?.times ?? 0) + times,
					firstAt: before?.firstAt ?? new Date(firstAtMs).toISOString(),
					lastAt: new Date(atMs).toISOString(),
				};
			}),
		);
		await this.prune();
	}

	/** The last ones first. */
	async list(): Promise<FailureRow[]> {
		const { organization } = this;
		const rows = await this.store.read(FAILURES, { organization }, { limit: 2 * MOST_KEPT });
		return rows.sort((a, b) => Date.parse(b.lastAt) - Date.parse(a.lastAt));
	}

	private async prune(): Promise<void> {
		const values = (await this.list()).slice(MOST_KEPT).map((row) => row.failureKey);
		if (values.length === 0) return;
		const { organization } = this;
		await this.store.remove(FAILURES, { organization }, { column: 'failureKey', values });
	}
}
