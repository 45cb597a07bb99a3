import { z } from 'zod';
import type { StateStore } from './StateStore';
import { fromJson } from '../basics/fromJson';
import { type StreamName, SYNC, type SyncRow } from './tables';

const MOST_SAMPLES = 120;

/** Checkpoints and progress of an organization's streams, in `rsc_sync`. */
export class Progress {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	async read(stream: StreamName): Promise<SyncRow | undefined> {
		const [row] = await this.store.read(SYNC, { organization: this.organization, stream });
		return row;
	}

	async list(): Promise<SyncRow[]> {
		return await this.store.read(SYNC, { organization: this.organization });
	}

	/**
	 * Stores what changed, and that the stream is alive; what is not named stays. After the writes that a checkpoint stands
	 * for, never before. Row after row: killed in between, those behind are as they were.
	 */
	async save(
		nowMs: number,
		rows: ReadonlyArray<Partial<Omit<SyncRow, 'organization'>> & { stream: StreamName }>,
	): Promise<void> {
		const { organization } = this;
		for (const { stream, ...values } of rows) {
			const changed = { heartbeatAt: new Date(nowMs).toISOString(), ...values };
			if ((await this.store.update(SYNC, { organization, stream }, changed)) > 0) continue;
			await this.store.put(SYNC, [{ ...emptySyncRow(organization, stream), ...changed }]);
		}
	}

	/** The stream begins anew. */
	async forget(stream: StreamName): Promise<void> {
		await this.store.remove(SYNC, { organization: this.organization, stream });
	}
}

export function emptySyncRow(organization: string, stream: StreamName): SyncRow {
	return SYNC.schema.parse({ organization, stream });
}

const SamplesSchema = z.array(z.tuple([z.number(), z.number()]));

/** The plot's points with one more, thinned so that they stay few; unreadable ones are begun anew. */
export function addSample(samples: string, nowMs: number, done: number): string {
	const known = SamplesSchema.safeParse(fromJson(samples));
	const more = [...(known.success ? known.data : []), [Math.round(nowMs / 1000), done] as const];
	return JSON.stringify(
		more.length <= MOST_SAMPLES ? more : more.filter((_, index) => index % 2 === 0),
	);
}
