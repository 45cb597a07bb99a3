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
	 * for, never before.
	 */
	async save(
		nowMs: number,
		rows: ReadonlyArray<Partial<Omit<SyncRow, 'organization'>> & { stream: StreamName }>,
	): Promise<void> {
		const known = await this.rowsOf(rows.map(({ stream }) => stream));
		const before = new Map(known.map((row) => [row.stream, row] as const));
		await this.store.put(
			SYNC,
			rows.map((row) => ({
				...(before.get(row.stream) ?? emptySyncRow(this.organization, row.stream)),
				heartbeatAt: new Date(nowMs).toISOString(),
				...row,
			})),
		);
	}

	/** One alone, where it is one: checkpoints of others may be long. */
	private async rowsOf([first, ...more]: StreamName[]): Promise<SyncRow[]> {
		if (first === undefined || more.length > 0) return await this.list();
		const row = await this.read(first);
		return row ? [row] : [];
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
