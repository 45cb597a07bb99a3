import { type DeleteStatus, isGone } from '../linkedin/batchDelete';
import type { Rejection } from '../mapping/Rejection';

export type DeletedKind =
	| 'candidate'
	| 'application'
	| 'job'
	| 'candidateNote'
	| 'applicationNote'
	| 'stage'
	| 'feedback';

/** A record that LinkedIn holds no more, and what LinkedIn said to that: a row of `rsc_deletions`. */
export interface Deletion {
	kind: DeletedKind;
	/** Behind its parent's id and a slash where it hangs below one. */
	recordId: string;
	reason: string;
	proof: string;
	/** Epoch milliseconds. */
	deletedAtMs: number;
}

/** Why something was deleted. Rows with `WITHHELD` bar nobody from coming back; all others do. */
export const REASONS = {
	deleted: 'Deleted in SmartRecruiters',
	merged: 'Merged into another candidate in SmartRecruiters',
	withheld: 'Withheld by a sharing rule',
	disconnected: 'Disconnected',
} as const;

/** What came of deleting: what is gone for certain, and what LinkedIn did not confirm. */
export interface Removal {
	deletions: Deletion[];
	rejections: Rejection[];
}

/** Sorts LinkedIn's answers: gone, or not confirmed. */
export function toRemoval(
	kind: DeletedKind,
	statuses: ReadonlyMap<string, DeleteStatus>,
	reason: string,
	nowMs: number,
): Removal {
	const removal: Removal = { deletions: [], rejections: [] };
	for (const [recordId, status] of statuses) {
		if (isGone(status)) {
			const proof =
				status === 404 ? 'LinkedIn answered 404: it held none' : `LinkedIn answered ${status}`;
			removal.deletions.push({ kind, recordId, reason, proof, deletedAtMs: nowMs });
		} else {
			const detail = `status ${status}`;
			removal.rejections.push({
				kind: kind === 'candidate' || kind === 'job' ? kind : 'application',
				recordId,
				code: 'NOT_DELETED',
				detail: kind === 'candidate' || kind === 'job' ? detail : `${kind}, ${detail}`,
			});
		}
	}
	return removal;
}
