import { type AclRow, deleteAcls, upsertAcls } from '../../linkedin/acls';
import type { LinkedInApi } from '../../linkedin/LinkedInApi';
import { differingGroups } from '../../mapping/visibility';
import type { Effects } from '../../http/Transport';
import type { StoredGroups, VisibilityKind, VisibilityLedger } from '../../state/VisibilityLedger';

/** What writing access lists needs. */
export interface AclTools {
	readonly linkedIn: LinkedInApi;
	readonly ledger: VisibilityLedger;
	readonly effects: Effects;
}

/** What LinkedIn has of a job or person, and what it should have. */
export interface GroupChange {
	stored: StoredGroups;
	wanted: ReadonlySet<string>;
}

export interface GroupsWritten {
	written: number;
	deleted: number;
	/** Jobs or people of whom LinkedIn did not take a row, with the status. */
	refused: ReadonlyMap<string, number>;
	/** What is stored now. */
	stored: ReadonlyMap<string, StoredGroups>;
}

/**
 * Makes LinkedIn's rows of jobs, or of people, what they should be. Deletions go first, and nobody gains sight where LinkedIn
 * has not confirmed them. What is to be written is stored before it is, and again as LinkedIn confirmed it.
 */
export async function writeGroups(
	{ linkedIn, ledger, effects }: AclTools,
	kind: VisibilityKind,
	changes: ReadonlyMap<string, GroupChange>,
	part: 'all' | 'deletions' = 'all',
): Promise<GroupsWritten> {
	const now = new Map<string, Map<string, boolean>>();
	const refused = new Map<string, number>();
	const add: AclRow[] = [];
	const remove: AclRow[] = [];
	for (const [id, { stored, wanted }] of changes) {
		now.set(id, new Map(stored));
		const differing = differingGroups(stored, wanted);
		remove.push(...differing.remove.map((group) => ({ id, group })));
		if (part === 'all') add.push(...differing.add.map((group) => ({ id, group })));
	}
	const store = async (ids: Iterable<string>): Promise<void> => {
		const some = [...new Set(ids)].map((id) => [id, now.get(id) ?? new Map()] as const);
		if (some.length > 0) await ledger.put(kind, new Map(some), effects.now());
	};
	const kept = new Set<AclRow>();
	if (remove.length > 0) {
		const left = await deleteAcls(linkedIn, kind, remove);
		for (const { row, status } of left) {
			kept.add(row);
			refused.set(row.id, status);
		}
		for (const row of remove) if (!kept.has(row)) now.get(row.id)?.delete(row.group);
		await store(remove.map(({ id }) => id));
	}
	// Whoever could not be taken off may gain nothing.
	const adding = add.filter(({ id }) => !refused.has(id));
	if (adding.length > 0) {
		for (const { id, group } of adding) now.get(id)?.set(group, false);
		await store(adding.map(({ id }) => id));
		const failed = new Map(
			(await upsertAcls(linkedIn, kind, adding)).map(({ row, status }) => [row, status] as const),
		);
		for (const row of adding) {
			const status = failed.get(row);
			if (status === undefined) now.get(row.id)?.set(row.group, true);
			else refused.set(row.id, status);
		}
		await store(adding.map(({ id }) => id));
	}
	return {
		written: adding.filter(({ id, group }) => now.get(id)?.get(group) === true).length,
		deleted: remove.length - kept.size,
		refused,
		stored: now,
	};
}
