import { type DeleteStatus, isGone } from '../linkedin/batchDelete';
import type { Rejection } from '../mapping/Rejection';
import type { DeletionReason, RecordedDeletion } from '../state/Deletions';
import { toPayload } from './AbsencePayload';

export type DeletedKind =
	| 'candidate'
	| 'application'
	| 'job'
	| 'candidateNote'
	| 'applicationNote'
	| 'stage'
	| 'feedback';

/** A record that LinkedIn holds no more. Its id is behind its parent's and a slash where it hangs below one. */
export interface Deletion extends RecordedDeletion {
	kind: DeletedKind;
}

/** What came of deleting: what is gone for certain, and what LinkedIn did not confirm. */
export interface Removal {
	deletions: Deletion[];
	rejections: Rejection[];
}

const NOT_THERE = 404;

/** Sorts LinkedIn's answers: gone, or not confirmed. */
export function toRemoval(
	kind: DeletedKind,
	statuses: ReadonlyMap<string, DeleteStatus>,
	reason: DeletionReason,
	deletedAtMs: number,
): Removal {
	const removal: Removal = { deletions: [], rejections: [] };
	for (const [recordId, status] of statuses) {
		if (isGone(status)) {
			const found = status !== NOT_THERE;
			const proof = found ? `LinkedIn answered ${status}` : 'LinkedIn answered 404: it held none';
			removal.deletions.push({ kind, recordId, reason, proof, found, deletedAtMs });
		} else {
			removal.rejections.push(notDeleted(kind, recordId, reason, `status ${status}`));
		}
	}
	return removal;
}

export function notDeleted(
	kind: DeletedKind,
	recordId: string,
	reason: DeletionReason,
	detail: string,
): Rejection {
	const own = kind === 'candidate' || kind === 'job' || kind === 'application';
	return {
		kind: own ? kind : 'application',
		recordId,
		code: 'NOT_DELETED',
		detail: own ? detail : `${kind}, ${detail}`,
		payload: toPayload({ proven: reason }),
	};
}
