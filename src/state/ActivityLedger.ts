import { z } from 'zod';
import { DAY_MS } from '../basics/durations';
import type { StateStore } from './StateStore';
import { fromJson } from '../basics/fromJson';
import { ACTIVITY, type ActivityRow } from './tables';

/** One note of ours at SmartRecruiters. */
const HeldNoteSchema = z.object({
	/** Empty when SmartRecruiters did not tell it: such a note cannot be removed. */
	id: z.string(),
	part: z.number().int(),
	/** The hash of the version that it shows. */
	version: z.string(),
	candidateId: z.string(),
});
export type HeldNote = z.infer<typeof HeldNoteSchema>;
const HeldNotesSchema = z.array(HeldNoteSchema);

/**
 * `writing`: an attempt began, and nobody knows how it ended. `waiting`: nothing was sent yet. Empty: nothing is known of
 * the event.
 */
export type LedgerState = ActivityRow['state'];

/** What `rsc_activity` knows of an event. */
export interface LedgerEntry {
	state: LedgerState;
	candidateId: string;
	notes: readonly HeldNote[];
	/** Name of the version that was written, or is being written; empty when none. */
	contentHash: string;
	writtenAt: string;
	lagSeconds: number;
}

export const NEW_ENTRY: LedgerEntry = {
	state: '',
	candidateId: '',
	notes: [],
	contentHash: '',
	writtenAt: '',
	lagSeconds: 0,
};

/** The event that an entry is about. */
export interface LedgerSubject {
	activityId: string;
	kind: string;
	seat: string;
	person?: string | undefined;
	happenedAtMs: number;
}

/** Rows older than this go: that an event was written then is told by the marks in the notes. */
export const KEPT_MS = 400 * DAY_MS;
/** How many rows are looked at together, and how often, when old ones are removed. */
const PRUNED_AT_ONCE = 500;
const MOST_PRUNINGS = 10;

/** Which note belongs to which event of Recruiter, for an organization: what makes writing twice the same as once. */
export class ActivityLedger {
	constructor(
		private readonly store: StateStore,
		private readonly organization: string,
	) {}

	/** What is known of these events; those of which nothing is known are not in it. */
	async read(activityIds: readonly string[]): Promise<Map<string, LedgerEntry>> {
		if (activityIds.length === 0) return new Map();
		const rows = await this.store.read(
			ACTIVITY,
			{ organization: this.organization },
			{ anyOf: { column: 'activityId', values: activityIds } },
		);
		return new Map(rows.map((row) => [row.activityId, toEntry(row)] as const));
	}

	/** Whether anything in it was written to SmartRecruiters: when something was, and this has none, the table was lost. */
	async holdsWritten(): Promise<boolean> {
		for (const state of ['written', 'deleted'] as const) {
			const where = { organization: this.organization, state };
			if ((await this.store.read(ACTIVITY, where, { limit: 1 })).length > 0) return true;
		}
		return false;
	}

	async save(
		entries: ReadonlyArray<{ subject: LedgerSubject; entry: LedgerEntry }>,
	): Promise<void> {
		if (entries.length === 0) return;
		await this.store.put(
			ACTIVITY,
			entries.map(
				({ subject, entry }): ActivityRow => ({
					organization: this.organization,
					activityId: subject.activityId,
					kind: subject.kind,
					seat: subject.seat,
					person: subject.person ?? '',
					candidateId: entry.candidateId,
					noteIds: JSON.stringify(entry.notes),
					contentHash: entry.contentHash,
					state: entry.state,
					happenedAt: new Date(subject.happenedAtMs).toISOString(),
					writtenAt: entry.writtenAt,
					lagSeconds: entry.lagSeconds,
				}),
			),
		);
	}

	/**
	 * Removes rows of what was written or deleted long ago, the oldest first and at most some thousands a call, so that the
	 * table does not fill n8n's space. Rows of what is still open stay.
	 *
	 * @returns how many were removed
	 */
	async prune(nowMs: number, keptMs: number = KEPT_MS): Promise<number> {
		let removed = 0;
		for (const state of ['written', 'deleted'] as const) {
			for (let round = 0; round < MOST_PRUNINGS; round += 1) {
				// Tables give rows in the order in which they were written.
				const rows = await this.store.read(
					ACTIVITY,
					{ organization: this.organization, state },
					{ limit: PRUNED_AT_ONCE },
				);
				const old = rows.filter(({ writtenAt }) => Date.parse(writtenAt) < nowMs - keptMs);
				if (old.length > 0)
					removed += await this.store.remove(
						ACTIVITY,
						{ organization: this.organization, state },
						{ column: 'activityId', values: old.map(({ activityId }) => activityId) },
					);
				if (old.length < PRUNED_AT_ONCE) break;
			}
		}
		return removed;
	}
}

/** A list of notes that cannot be read is one of which nobody knows: the candidate is looked at before the next write. */
function toEntry(row: ActivityRow): LedgerEntry {
	const { candidateId, contentHash, writtenAt, lagSeconds } = row;
	const notes = row.noteIds === '' ? [] : HeldNotesSchema.safeParse(fromJson(row.noteIds)).data;
	const state = notes ? row.state : 'writing';
	return { state, candidateId, notes: notes ?? [], contentHash, writtenAt, lagSeconds };
}
