import type { StateStore } from './StateStore';
import { QUEUE, type QueueRow } from './tables';

/** What is named by an event, or by a person. */
export type Queued = Pick<QueueRow, 'kind' | 'recordId' | 'payload'>;

/**
 * Records of an organization that are to be sent, in the order in which they were named. Rows are only ever added and
 * removed: what is named again while it is being sent is another row, and is sent again.
 */
export class RecordQueue {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	/** @param batch names these, for nobody else */
	async add(batch: string, records: readonly Queued[], nowMs: number): Promise<void> {
		const queuedAt = new Date(nowMs).toISOString();
		const { organization } = this;
		await this.store.put(
			QUEUE,
			records.map((one, nth) => ({ ...one, organization, ticket: `${batch} ${nth}`, queuedAt })),
		);
	}

	async oldest(limit: number): Promise<QueueRow[]> {
		return await this.store.read(QUEUE, { organization: this.organization }, { limit });
	}

	/** Only for whoever works on them, when what came of it is stored. */
	async remove(rows: readonly QueueRow[]): Promise<void> {
		if (rows.length === 0) return;
		const values = rows.map(({ ticket }) => ticket);
		const { organization } = this;
		await this.store.remove(QUEUE, { organization }, { column: 'ticket', values });
	}

	async clear(): Promise<void> {
		await this.store.remove(QUEUE, { organization: this.organization });
	}
}
