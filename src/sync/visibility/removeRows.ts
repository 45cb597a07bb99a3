import { chunks } from '../../basics/chunks';
import { type AclTools, writeGroups } from './writeGroups';

const AT_ONCE = 100;

export interface RowsRemoved {
	deleted: number;
	/** `nothing`: no row is at LinkedIn any more. `more`: the time was over. `refused`: LinkedIn did not delete some. */
	left: 'nothing' | 'more' | 'refused';
}

/** Deletes every row that LinkedIn was sent, people first; one that it does not delete holds up none of the others. */
export async function removeRows(tools: AclTools, deadlineMs: number): Promise<RowsRemoved> {
	let deleted = 0;
	let refused = 0;
	for (const kind of ['person', 'job'] as const)
		for (const some of chunks([...(await tools.ledger.all(kind))], AT_ONCE)) {
			if (deleted > 0 && tools.effects.now() >= deadlineMs) return { deleted, left: 'more' };
			const changes = some.map(
				([id, stored]) => [id, { stored, wanted: new Set<string>() }] as const,
			);
			const result = await writeGroups(tools, kind, new Map(changes));
			deleted += result.deleted;
			refused += result.refused.size;
		}
	return { deleted, left: refused > 0 ? 'refused' : 'nothing' };
}
