import type { StateStore } from './StateStore';
import { recordKey } from './ParkedRecords';
import { DELETIONS, type DeletionRow } from './tables';

/** Why something was deleted at LinkedIn. */
export type DeletionReason = 'deleted' | 'merged' | 'withheld' | 'disconnected';

/** Reasons with which a record must not be sent again: what SmartRecruiters has proven to be gone. */
const BARRING: readonly string[] = ['deleted', 'merged'];

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

	async record(deletions: readonly RecordedDeletion[]): Promise<void> {
		if (deletions.length === 0) return;
		await this.store.put(
			DELETIONS,
			deletions.map(
				({ kind, recordId, reason, proof, found, deletedAtMs }): DeletionRow => ({
					organization: this.organization,
					recordKey: recordKey(kind, recordId),
					kind,
					reason,
					proof,
					found,
					deletedAt: new Date(deletedAtMs).toISOString(),
				}),
			),
		);
	}

	/** Which of these candidates must not be sent again. Asked by key, never the whole table. */
	async barred(candidateIds: readonly string[]): Promise<Set<string>> {
		const rows = await this.rowsOf(candidateIds);
		return new Set(
			rows
				.filter(({ reason }) => BARRING.includes(reason))
				.map((row) => row.recordKey.slice('candidate:'.length)),
		);
	}

	/** These people are there after all. */
	async lift(candidateIds: readonly string[]): Promise<void> {
		if (candidateIds.length === 0) return;
		await this.store.remove(
			DELETIONS,
			{ organization: this.organization },
			{ column: 'recordKey', values: candidateIds.map((id) => recordKey('candidate', id)) },
		);
	}

	/** A new connection begins clean. */
	async forgetAll(): Promise<void> {
		await this.store.remove(DELETIONS, { organization: this.organization });
	}

	/** Candidates that were deleted or merged since a time, to see whether they are still gone. */
	async barredSince(sinceMs: number, limit: number): Promise<string[]> {
		const rows = await this.store.read(DELETIONS, {
			organization: this.organization,
			kind: 'candidate',
		});
		return rows
			.filter(
				({ reason, deletedAt }) => BARRING.includes(reason) && Date.parse(deletedAt) >= sinceMs,
			)
			.slice(-limit)
			.map((row) => row.recordKey.slice('candidate:'.length));
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
