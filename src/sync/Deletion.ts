import { type DeleteStatus, isGone } from '../linkedin/batchDelete';
import type { Rejection } from '../mapping/Rejection';
import type { DeletionReason, RecordedDeletion } from '../state/Deletions';
import { type AbsencePayload, type DeletedKind, toPayload } from './AbsencePayload';

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

/** A record that has to go, and that LinkedIn may hold still: parked with all that deleting it later takes. */
export function notDeleted(
	kind: DeletedKind,
	recordId: string,
	reason: DeletionReason,
	detail: string,
	more: Pick<Rejection, 'code'> & AbsencePayload = { code: 'NOT_DELETED' },
): Rejection {
	const { code, ...known } = more;
	const payload = toPayload({ ...known, proven: reason, ...deletionOf(kind, recordId) });
	if (kind === 'candidate' || kind === 'job' || kind === 'application')
		return { kind, recordId, code, detail, payload };
	return { kind: 'application', recordId, code, detail: `${kind}, ${detail}`, payload };
}

/** The id of what hangs below a record is behind its parent's and a slash. */
function deletionOf(kind: DeletedKind, recordId: string): Pick<AbsencePayload, 'deletion'> {
	if (kind === 'candidate' || kind === 'job') return {};
	if (kind === 'application') return { deletion: { kind, id: recordId } };
	const slash = recordId.indexOf('/');
	return {
		deletion: { kind, id: recordId.slice(slash + 1), parentId: recordId.slice(0, slash) },
	};
}
