import type { StateStore } from './StateStore';
import { recordKey } from './ParkedRecords';
import { DELETIONS, type DeletionRow } from './tables';

/** Why something was deleted at LinkedIn. `onRequest`: a person decided so, whatever SmartRecruiters has. */
export type DeletionReason = 'deleted' | 'merged' | 'onRequest' | 'withheld' | 'disconnected';

/** What SmartRecruiters has proven to be gone: must not be sent again until it is seen again. */
const PROVEN_GONE = ['deleted', 'merged'] as const;

/** Reasons with which a record must not be sent again. */
const BARRING: readonly string[] = [...PROVEN_GONE, 'onRequest'];

/** Who must not be sent: `untilSeen` ends when SmartRecruiters shows the candidate again, `always` never. */
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
	async barred(candidateIds: readonly string[]): Promise<Map<string, Barred>> {
		const rows = await this.rowsOf(candidateIds);
		return new Map(
			rows
				.filter(({ reason }) => BARRING.includes(reason))
				.map(({ recordKey: key, reason }) => [
					key.slice('candidate:'.length),
					reason === 'onRequest' ? 'always' : 'untilSeen',
				]),
		);
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
