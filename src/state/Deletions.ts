import { DAY_MS } from '../basics/durations';
import type { StateStore } from './StateStore';
import { recordKey } from './ParkedRecords';
import { DELETIONS, type DeletionRow } from './tables';

/** Why something was deleted at LinkedIn. `onRequest`: a person decided so, whatever SmartRecruiters has. */
export type DeletionReason = 'deleted' | 'merged' | 'onRequest' | 'withheld' | 'disconnected';

/** What SmartRecruiters has proven to be gone: must not be sent again until it is seen again. */
const PROVEN_GONE = ['deleted', 'merged'] as const;

const WINDOW_MS = 5 * DAY_MS;

/** Reasons with which a record must not be sent again. */
const BARRING: readonly string[] = [...PROVEN_GONE, 'onRequest'];

/** Who must not be sent, and whether LinkedIn had held them. */
export interface BarredPerson {
	barred: Barred;
	found: boolean;
}

/** `untilSeen` ends when SmartRecruiters shows the candidate again, `always` never. */
export type Barred = 'untilSeen' | 'always';

export interface RecordedDeletion {
	kind: string;
	recordId: string;
	reason: DeletionReason;
	/** What LinkedIn answered. */
	proof: string;
	/** Whether LinkedIn had held it. */
	found: boolean;
	/** Epoch milliseconds. */
	deletedAtMs: number;
}

/** What was deleted at LinkedIn for an organization: the proof for auditors, and what must not come back. */
export class Deletions {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	/** Records what LinkedIn holds no more. What a person decided stays their decision, whatever else is found out later. */
	async record(deletions: readonly RecordedDeletion[]): Promise<void> {
		if (deletions.length === 0) return;
		const decided = await this.decidedOf(
			deletions.filter(({ reason }) => reason !== 'onRequest').map(keyOfRecord),
		);
		await this.store.put(
			DELETIONS,
			deletions.flatMap((deletion) => {
				const before = decided.get(keyOfRecord(deletion));
				if (!before) return this.rowOf(deletion);
				// A repetition hears that LinkedIn held none: the proof of the first time is the better one.
				if (before.found && !deletion.found) return [];
				return this.rowOf({ ...deletion, reason: 'onRequest' });
			}),
		);
	}

	/**
	 * A person decided that these candidates go, and do not come back: it holds from here on, whenever LinkedIn confirms that
	 * it deleted them.
	 */
	async decide(candidateIds: readonly string[], nowMs: number): Promise<void> {
		const keys = candidateIds.map((id) => recordKey('candidate', id));
		const decided = await this.decidedOf(keys);
		await this.store.put(
			DELETIONS,
			candidateIds
				.filter((id) => !decided.has(recordKey('candidate', id)))
				.map((recordId) =>
					this.rowOf({
						kind: 'candidate',
						recordId,
						reason: 'onRequest',
						proof: 'A person decided it; LinkedIn has not confirmed it yet',
						found: false,
						deletedAtMs: nowMs,
					}),
				),
		);
	}

	/** Which of these candidates must not be sent again. Asked by key, never the whole table. */
	async barred(candidateIds: readonly string[]): Promise<Map<string, BarredPerson>> {
		return barredOf(await this.rowsOf(candidateIds));
	}

	/**
	 * All candidates who must not be sent again, where there are few of them.
	 *
	 * @param most so many rows are read at most
	 * @param sinceMs only those that were deleted at this time or later
	 * @returns `undefined` where there are more
	 */
	async allBarred(most: number, sinceMs?: number): Promise<Map<string, BarredPerson> | undefined> {
		const { organization } = this;
		const where = {
			organization,
			kind: 'candidate',
			...(sinceMs !== undefined && { deletedAtMs: { gte: sinceMs } }),
		};
		const rows = await this.store.read(DELETIONS, where, { limit: most });
		return rows.length < most ? barredOf(rows) : undefined;
	}

	/** Which of these records were deleted at LinkedIn, for whatever reason. */
	async recorded(kind: string, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
		if (recordIds.length === 0) return new Set();
		const values = recordIds.map((id) => recordKey(kind, id));
		const { organization } = this;
		const anyOf = { column: 'recordKey' as const, values };
		const rows = await this.store.read(DELETIONS, { organization }, { anyOf });
		return new Set(rows.map((row) => row.recordKey.slice(kind.length + 1)));
	}

	/** These people are there after all. What a person decided stays. */
	async lift(candidateIds: readonly string[]): Promise<void> {
		if (candidateIds.length === 0) return;
		const values = candidateIds.map((id) => recordKey('candidate', id));
		for (const reason of PROVEN_GONE) {
			await this.store.remove(
				DELETIONS,
				{ organization: this.organization, reason },
				{ column: 'recordKey', values },
			);
		}
	}

	/** A new connection begins clean: what was deleted when the old one ended is no proof of anything now. */
	async forgetDisconnected(): Promise<void> {
		await this.store.remove(DELETIONS, {
			organization: this.organization,
			reason: 'disconnected',
		});
	}

	/**
	 * Candidates that were deleted or merged since a time, the last ones, to see whether they are still gone. Read by
	 * windows, so that a long history is not read whole.
	 */
	async barredSince(sinceMs: number, nowMs: number, most: number): Promise<string[]> {
		const { organization } = this;
		const found = new Set<string>();
		for (let untilMs = nowMs + 1; untilMs > sinceMs && found.size < most; untilMs -= WINDOW_MS) {
			const deletedAtMs = { gte: Math.max(sinceMs, untilMs - WINDOW_MS), lt: untilMs };
			for (const reason of [...PROVEN_GONE, 'onRequest']) {
				const rows = await this.store.read(
					DELETIONS,
					{ organization, kind: 'candidate', reason, deletedAtMs },
					{ limit: most - found.size },
				);
				for (const row of rows) found.add(row.recordKey.slice('candidate:'.length));
			}
		}
		return [...found];
	}

	private rowOf(deletion: RecordedDeletion): DeletionRow {
		const { kind, reason, proof, found, deletedAtMs } = deletion;
		return {
			organization: this.organization,
			recordKey: keyOfRecord(deletion),
			kind,
			reason,
			proof,
			found,
			deletedAt: new Date(deletedAtMs).toISOString(),
			deletedAtMs,
		};
	}

	/** What a person decided about these, by key. */
	private async decidedOf(keys: readonly string[]): Promise<Map<string, DeletionRow>> {
		if (keys.length === 0) return new Map();
		const where = { organization: this.organization, reason: 'onRequest' };
		const rows = await this.store.read(DELETIONS, where, {
			anyOf: { column: 'recordKey', values: keys },
		});
		return new Map(rows.map((row) => [row.recordKey, row]));
	}

	private async rowsOf(candidateIds: readonly string[]): Promise<DeletionRow[]> {
		if (candidateIds.length === 0) return [];
		return await this.store.read(
			DELETIONS,
			{ organization: this.organization },
			{
				anyOf: {
					column: 'recordKey',
					values: candidateIds.map((id) => recordKey('candidate', id)),
				},
			},
		);
	}
}

const barredOf = (rows: readonly DeletionRow[]): Map<string, BarredPerson> =>
	new Map(
		rows
			.filter(({ reason }) => BARRING.includes(reason))
			.map(({ recordKey: key, reason, found }) => [
				key.slice('candidate:'.length),
				{ barred: reason === 'onRequest' ? 'always' : 'untilSeen', found },
			]),
	);

const keyOfRecord = ({ kind, recordId }: Pick<RecordedDeletion, 'kind' | 'recordId'>): string =>
	recordKey(kind, recordId);
