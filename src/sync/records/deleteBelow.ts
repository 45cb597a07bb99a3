import { batchDelete } from '../../linkedin/batchDelete';
import { SUB_RECORDS, type SubResource } from '../../linkedin/subRecords';
import type { DeletionReason } from '../../state/Deletions';
import type { DeletedKind } from '../AbsencePayload';
import { type Removal, toRemoval } from '../Deletion';
import type { SyncContext } from '../SyncContext';

const RESOURCES = {
	stage: 'applicationStages',
	feedback: 'interviewFeedback',
	applicationNote: 'applicationNotes',
	candidateNote: 'candidateNotes',
} as const satisfies Partial<Record<DeletedKind, SubResource>>;
export type KindBelow = keyof typeof RESOURCES;

export function isBelow(kind: DeletedKind): kind is KindBelow {
	return kind in RESOURCES;
}

/** Deletes what hangs below an application or a candidate. @param parentId our own id */
export async function deleteBelow(
	{ linkedIn, effects }: Pick<SyncContext, 'linkedIn' | 'effects'>,
	kind: KindBelow,
	parentId: string,
	ids: readonly string[],
	reason: DeletionReason,
): Promise<Removal> {
	const resource = RESOURCES[kind];
	const { parentPart, idPart } = SUB_RECORDS[resource];
	const statuses = await batchDelete(
		linkedIn,
		resource,
		idPart,
		ids.map((id) => ({ id, keyParts: { [parentPart]: parentId } })),
	);
	return toRemoval(kind, statuses, reason, effects.now());
}
