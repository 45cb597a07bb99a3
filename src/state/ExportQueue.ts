import type { StateStore } from './StateStore';
import { EXPORTS, type ExportRow } from './tables';

/** An export that has just come. */
export interface NewExport {
	/** The request id; with `~1`, `~2` … where one request held several people. */
	exportKey: string;
	/** What LinkedIn told of the person, as JSON; empty when it has to be fetched. */
	payload: string;
	person?: string;
	seat?: string;
	jobId?: string;
	/** Epoch milliseconds. */
	receivedAtMs: number;
}

/** How many of those that came first are compared. */
const OLDEST = 20;

/** Exports of an organization, in the order in which they came. Only whoever holds the lock works on them. */
export class ExportQueue {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	/** Those that are not there yet; what is there stays as it is. @returns how many were new */
	async add(exports: readonly NewExport[]): Promise<number> {
		if (exports.length === 0) return 0;
		const known = new Set(
			(await this.byKeys(exports.map(({ exportKey }) => exportKey))).map((row) => row.exportKey),
		);
		const fresh = exports.filter(({ exportKey }) => !known.has(exportKey));
		await this.store.put(
			EXPORTS,
			fresh.map((one): ExportRow => {
				const { exportKey, payload, person = '', seat = '', jobId = '', receivedAtMs } = one;
				return EXPORTS.schema.parse({
					organization: this.organization,
					exportKey,
					state: 'waiting',
					person,
					seat,
					jobId,
					payload,
					receivedAt: new Date(receivedAtMs).toISOString(),
					receivedAtMs,
				});
			}),
		);
		return fresh.length;
	}

	async get(exportKey: string): Promise<ExportRow | undefined> {
		const [row] = await this.store.read(EXPORTS, this.named(exportKey));
		return row;
	}

	async byKeys(values: readonly string[]): Promise<ExportRow[]> {
		if (values.length === 0) return [];
		return await this.store.read(
			EXPORTS,
			{ organization: this.organization },
			{ anyOf: { column: 'exportKey', values } },
		);
	}

	/**
	 * The one to work on now: what a run left behind when it died, then of the oldest that may be tried the one that has
	 * waited longest for it. So one that goes wrong in every run keeps nobody else waiting.
	 */
	async next(nowMs: number): Promise<ExportRow | undefined> {
		const { organization } = this;
		const [left] = await this.store.read(EXPORTS, { organization, state: 'working' }, { limit: 1 });
		if (left) return left;
		const due = await this.store.read(
			EXPORTS,
			{ organization, state: 'waiting', nextTryAtMs: { lt: nowMs + 1 } },
			{ limit: OLDEST },
		);
		const [first, ...others] = due;
		return others.reduce(
			(found, one) => (found && found.nextTryAtMs <= one.nextTryAtMs ? found : one),
			first,
		);
	}

	/**
	 * Marks an export as at work, before anything is written for it.
	 *
	 * @returns `undefined` when somebody has decided otherwise since it was read
	 */
	async start(row: ExportRow, nowMs: number): Promise<ExportRow | undefined> {
		const values = {
			state: 'working',
			startedAtMs: nowMs,
			attempts: row.attempts + 1,
		} as const;
		const changed = await this.store.update(
			EXPORTS,
			{ ...this.named(row.exportKey), state: row.state },
			values,
		);
		return changed > 0 ? { ...row, ...values } : undefined;
	}

	/** Stores a row as it is now; only for whoever works on it. */
	async save(row: ExportRow): Promise<void> {
		await this.store.put(EXPORTS, [row]);
	}

	/**
	 * Changes an export that nobody works on: one that is in review, or waits for its next try. Of two who decide at once,
	 * one does.
	 *
	 * @param row as it was read
	 * @returns whether it was changed
	 */
	async change(
		{ exportKey, state, decision }: ExportRow,
		values: Partial<ExportRow>,
	): Promise<boolean> {
		if (state !== 'review' && state !== 'waiting') return false;
		const where = { ...this.named(exportKey), state, decision };
		return (await this.store.update(EXPORTS, where, values)) > 0;
	}

	/** Whether another export of this person was begun, and waits for its next try. */
	async hasBegunFor(person: string): Promise<boolean> {
		const { organization } = this;
		const where = { organization, person, state: 'waiting', startedAtMs: { gte: 1 } } as const;
		return (await this.store.read(EXPORTS, where, { limit: 1 })).length > 0;
	}

	/** Exports that wait for a decision, oldest first. */
	async inReview(limit: number): Promise<ExportRow[]> {
		const where = { organization: this.organization, state: 'review' } as const;
		return await this.store.read(EXPORTS, where, { limit });
	}

	/** Exports that came since then. */
	async since(receivedAtMs: number): Promise<ExportRow[]> {
		return await this.store.read(EXPORTS, {
			organization: this.organization,
			receivedAtMs: { gte: receivedAtMs },
		});
	}

	/** Finished exports that came before then are not needed any more. */
	async forgetBefore(receivedAtMs: number): Promise<number> {
		let forgotten = 0;
		for (const state of ['exported', 'ignored'] as const) {
			forgotten += await this.store.remove(EXPORTS, {
				organization: this.organization,
				state,
				receivedAtMs: { lt: receivedAtMs },
			});
		}
		return forgotten;
	}

	private named(exportKey: string): { organization: string; exportKey: string } {
		return { organization: this.organization, exportKey };
	}
}
