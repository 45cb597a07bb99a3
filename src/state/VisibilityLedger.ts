import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { chunks } from '../basics/chunks';
import { fromJson } from '../basics/fromJson';
import { StateError } from '../errors/StateError';
import type { StateStore } from './StateStore';
import { VISIBILITY, type VisibilityRow } from './tables';

/** What LinkedIn was sent of one job or person: a group → whether LinkedIn has confirmed it. */
export type StoredGroups = ReadonlyMap<string, boolean>;

export type VisibilityKind = 'job' | 'person';

/**
 * Who sees what at LinkedIn now. `everybody`: the viewers are configured. `switching`: they still are, while access lists
 * are being built. `team`: the viewers are gone, access lists count. `returning`: the viewers are there again, and access
 * lists are being deleted.
 */
const EFFECTS = ['everybody', 'switching', 'team', 'returning'] as const;
export type VisibilityEffect = (typeof EFFECTS)[number];

const ListSchema = z.array(z.string());
const ROWS_AT_ONCE = 100;
const NOT_CONFIRMED = '?';

/** Jobs that wait to be looked at. */
export interface WantedJobs {
	entry: string;
	jobIds: string[];
	atMs: number;
}

/**
 * The access control lists that LinkedIn was sent, in `rsc_visibility`. What is about to be written is told before: killed in
 * between, more is remembered than LinkedIn holds, never less.
 */
export class VisibilityLedger {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	/** @returns `undefined` when nothing was ever sent, or the table was emptied */
	async effect(): Promise<VisibilityEffect | undefined> {
		const { organization } = this;
		const [row] = await this.store.read(VISIBILITY, { organization, kind: 'state' });
		if (!row) return undefined;
		const effect = EFFECTS.find((one) => one === row.groups);
		if (!effect) throw StateError.damagedRow(VISIBILITY.name, undefined, 'groups');
		return effect;
	}

	async saveEffect(effect: VisibilityEffect, nowMs: number): Promise<void> {
		const { organization } = this;
		await this.store.put(VISIBILITY, [
			{ organization, entry: 'state:', kind: 'state', groups: effect, atMs: nowMs },
		]);
	}

	/**
	 * Whether confidential jobs may be at LinkedIn, for their hiring team alone. It is stored before the first one is sent, and
	 * until the last one is taken back nobody may get more sight than that.
	 */
	async isConfidentialSent(): Promise<boolean> {
		const { organization } = this;
		const rows = await this.store.read(VISIBILITY, { organization, kind: 'confidential' });
		return rows.length > 0;
	}

	async saveConfidentialSent(isSent: boolean, nowMs: number): Promise<void> {
		const { organization } = this;
		const row = { organization, entry: 'confidential:', kind: 'confidential' as const };
		if (isSent) await this.store.put(VISIBILITY, [{ ...row, groups: '', atMs: nowMs }]);
		else await this.store.remove(VISIBILITY, row);
	}

	/** What LinkedIn was sent of these; those of which it was sent nothing are left out. */
	async groupsOf(kind: VisibilityKind, ids: readonly string[]): Promise<Map<string, StoredGroups>> {
		const { organization } = this;
		const rows: VisibilityRow[] = [];
		for (const some of chunks(ids, ROWS_AT_ONCE)) {
			const anyOf = { column: 'entry' as const, values: some.map((id) => `${kind}:${id}`) };
			rows.push(...(await this.store.read(VISIBILITY, { organization, kind }, { anyOf })));
		}
		return groupsIn(rows, kind);
	}

	/** Of everybody, or of all jobs. */
	async all(kind: VisibilityKind): Promise<Map<string, StoredGroups>> {
		const { organization } = this;
		return groupsIn(await this.store.read(VISIBILITY, { organization, kind }), kind);
	}

	/** Stores what LinkedIn holds, or may hold soon; without groups, the job or person is forgotten. */
	async put(
		kind: VisibilityKind,
		groups: ReadonlyMap<string, StoredGroups>,
		nowMs: number,
	): Promise<void> {
		const { organization } = this;
		const rows = [...groups].filter(([, own]) => own.size > 0);
		const gone = [...groups].filter(([, own]) => own.size === 0);
		if (rows.length > 0)
			await this.store.put(
				VISIBILITY,
				rows.map(([id, own]) => ({
					organization,
					entry: `${kind}:${id}`,
					kind,
					groups: JSON.stringify(
						[...own].map(([group, isConfirmed]) => (isConfirmed ? group : NOT_CONFIRMED + group)),
					),
					atMs: nowMs,
				})),
			);
		for (const some of chunks(gone, ROWS_AT_ONCE))
			await this.store.remove(
				VISIBILITY,
				{ organization, kind },
				{ column: 'entry', values: some.map(([id]) => `${kind}:${id}`) },
			);
	}

	/**
	 * Jobs whose access list has to be looked at: they are new, or somebody says that their team has changed.
	 *
	 * @returns the entry; empty without jobs
	 */
	async want(jobIds: readonly string[], nowMs: number): Promise<string> {
		if (jobIds.length === 0) return '';
		const { organization } = this;
		const groups = JSON.stringify([...new Set(jobIds)]);
		const entry = `wanted:${randomUUID()}`;
		await this.store.put(VISIBILITY, [
			{ organization, entry, kind: 'wanted', groups, atMs: nowMs },
		]);
		return entry;
	}

	/** Everybody has to be looked at: somebody's seat was mapped, or is not what it was. */
	async wantPeople(nowMs: number): Promise<void> {
		const { organization } = this;
		const entry = `people:${randomUUID()}`;
		await this.store.put(VISIBILITY, [
			{ organization, entry, kind: 'wantedPeople', groups: '', atMs: nowMs },
		]);
	}

	/** The entries that say so. */
	async wantedPeople(): Promise<string[]> {
		const { organization } = this;
		const rows = await this.store.read(VISIBILITY, { organization, kind: 'wantedPeople' });
		return rows.map(({ entry }) => entry);
	}

	/**
	 * The entries of jobs that wait, in the order in which they were stored.
	 *
	 * @param limit at most so many
	 * @param sinceMs only those of this time and later
	 * @param except these are left out, and do not count
	 */
	async wanted(
		limit: number,
		{
			sinceMs = 0,
			except = new Set<string>(),
		}: { sinceMs?: number; except?: ReadonlySet<string> } = {},
	): Promise<WantedJobs[]> {
		const { organization } = this;
		const rows = await this.store.read(
			VISIBILITY,
			{ organization, kind: 'wanted', atMs: { gte: sinceMs } },
			{ limit: limit + except.size },
		);
		return rows
			.filter(({ entry }) => !except.has(entry))
			.slice(0, limit)
			.map(({ entry, groups, atMs }) => ({ entry, jobIds: listIn(groups), atMs }));
	}

	/** They were looked at. */
	async dropWanted(
		entries: readonly string[],
		kind: 'wanted' | 'wantedPeople' = 'wanted',
	): Promise<void> {
		const { organization } = this;
		for (const values of chunks(entries, ROWS_AT_ONCE))
			await this.store.remove(VISIBILITY, { organization, kind }, { column: 'entry', values });
	}

	/** No access list is at LinkedIn any more. That confidential jobs may be there is still known. */
	async clear(): Promise<void> {
		const { organization } = this;
		for (const kind of ['state', 'job', 'person', 'wanted', 'wantedPeople'] as const)
			await this.store.remove(VISIBILITY, { organization, kind });
	}
}

function groupsIn(rows: readonly VisibilityRow[], kind: VisibilityKind): Map<string, StoredGroups> {
	return new Map(
		rows.map(({ entry, groups }) => {
			const own = listIn(groups).map((text): readonly [string, boolean] =>
				text.startsWith(NOT_CONFIRMED) ? [text.slice(1), false] : [text, true],
			);
			return [entry.slice(kind.length + 1), new Map(own)] as const;
		}),
	);
}

/** @throws StateError for what is no list: a row that is lost would be a row that nobody deletes */
function listIn(text: string): string[] {
	const parsed = ListSchema.safeParse(fromJson(text));
	if (!parsed.success) throw StateError.damagedRow(VISIBILITY.name, undefined, 'groups');
	return parsed.data;
}
